/* A process for each connection. Build: cc -o httpd httpd.c; start: ./httpd [port] */
#include <arpa/inet.h>
#include <ctype.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char root[PATH_MAX];

static const char *type_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (!dot || !strcmp(dot, ".txt"))
        return "text/plain";
    if (!strcmp(dot, ".css"))
        return "text/css";
    return strcmp(dot, ".png") ? "text/html" : "image/png";
}

static void stamp(char *text, size_t size, time_t when)
{
    strftime(text, size, "%a, %d %b %Y %H:%M:%S GMT", gmtime(&when));
}

/* The head of every answer; date first, no charset, tabs behind the colons. */
static void head(FILE *out, const char *status, const char *type, long length, const char *more)
{
    char now[40];
    stamp(now, sizeof now, time(NULL));
    fprintf(out, "HTTP/1.1 %s\r\nDate:\t%s\r\n%s", status, now, more);
    if (type)
        fprintf(out, "CONTENT-TYPE:\t%s\r\n", type);
    if (length >= 0)
        fprintf(out, "CONTENT-LENGTH:\t%ld\r\n", length);
    fprintf(out, "CONNECTION:\tclose\r\n\r\n");
}

static void refuse(FILE *out, const char *status)
{
    head(out, status, "text/html", (long)strlen(status) + 1, "");
    fprintf(out, "%s\n", status);
}

static void decode(char *text)
{
    char *to = text;
    for (char *from = text; *from && *from != '?'; from++) {
        unsigned code;
        if (*from == '%' && isxdigit(from[1]) && isxdigit(from[2]) && sscanf(from + 1, "%2x", &code) == 1) {
            *to++ = (char)code;
            from += 2;
        } else
            *to++ = *from;
    }
    *to = 0;
}

static void serve(int client)
{
    FILE *in = fdopen(client, "r"), *out = fdopen(dup(client), "w");
    char line[8192], method[32] = "", target[4096] = "", version[32] = "", since[80] = "";
    if (!fgets(line, sizeof line, in))
        return;
    int words = sscanf(line, "%31s %4095s %31s", method, target, version);
    while (fgets(line, sizeof line, in) && line[0] != '\r' && line[0] != '\n')
        if (!strncasecmp(line, "If-Modified-Since:", 18))
            sscanf(line + 18, " %79[^\r\n]", since);
    char path[PATH_MAX + 4100], real[PATH_MAX];
    struct stat info;
    if (words != 3 || strncmp(version, "HTTP/", 5))
        refuse(out, "400 Bad Request");
    else if (strcmp(method, "GET") && strcmp(method, "HEAD"))
        refuse(out, "501 Not Implemented");
    else {
        decode(target);
        snprintf(path, sizeof path, "%s/%s", root, target);
        size_t length = strlen(root);
        if (!realpath(path, real) || strncmp(real, root, length) || real[length] != '/' || stat(real, &info)
            || !S_ISREG(info.st_mode))
            refuse(out, "404 Not Found");
        else {
            char changed[40], more[80];
            stamp(changed, sizeof changed, info.st_mtime);
            snprintf(more, sizeof more, "Last-Modified: %s\r\n", changed);
            if (!strcmp(since, changed))
                head(out, "304 Not Modified", NULL, -1, more);
            else {
                head(out, "200 OK", type_of(real), info.st_size, more);
                fflush(out);
                int file = open(real, O_RDONLY);
                for (long left = info.st_size; left > 0 && method[0] == 'G';) {
                    ssize_t sent = sendfile(client, file, NULL, left);
                    if (sent <= 0)
                        break;
                    left -= sent;
                }
            }
        }
    }
    fflush(out);
    shutdown(client, SHUT_WR);
}

int main(int argc, char **argv)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 8181) };
    int s = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&here, sizeof here) || listen(s, 256) || !realpath(".", root)) {
        perror("httpd");
        return 1;
    }
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        int client = accept(s, NULL, NULL);
        if (client < 0)
            continue;
        if (fork() == 0) {
            close(s);
            serve(client);
            _exit(0);
        }
        close(client);
    }
}
