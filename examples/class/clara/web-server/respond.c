#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "respond.h"

static const char *content_type(const char *path)
{
    const char *dot = strrchr(path, '.');
    if (dot == NULL)
        return "application/octet-stream";
    if (strcmp(dot, ".html") == 0)
        return "text/html";
    if (strcmp(dot, ".css") == 0)
        return "text/css";
    if (strcmp(dot, ".png") == 0)
        return "image/png";
    return "text/plain";
}

static void send_all(int client, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t n = send(client, data, length, MSG_NOSIGNAL);
        if (n <= 0)
            return;
        data += n;
        length -= n;
    }
}

void respond(int client, const char *path)
{
    char buffer[4096];
    struct stat st;
    FILE *file = NULL;

    if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
        file = fopen(path, "rb");
    if (file == NULL) {
        const char *body = "<html><body><h1>404 Not Found</h1></body></html>\n";
        snprintf(buffer, sizeof buffer,
                 "HTTP/1.0 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: %zu\r\n\r\n%s",
                 strlen(body), body);
        send_all(client, buffer, strlen(buffer));
        return;
    }
    snprintf(buffer, sizeof buffer,
             "HTTP/1.0 200 OK\r\nContent-Type: %s\r\nContent-Length: %ld\r\n\r\n",
             content_type(path), (long)st.st_size);
    send_all(client, buffer, strlen(buffer));
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
        send_all(client, buffer, n);
    fclose(file);
}
