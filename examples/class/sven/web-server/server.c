#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 6789

int main()
{
    struct sockaddr_in addr;
    int sock = socket(AF_INET, SOCK_STREAM, 0)
    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    bind(sock, (struct sockaddr *)&addr, sizeof addr);
    listen(sock, 5);
    while (1) {
        char buffer[1024];
        int client = accept(sock, NULL, NULL);
        int n = read(client, buffer, sizeof bufer);
        char *answer = "HTTP/1.1 200 OK\r\n\r\n<h1>Hello World</h1>";
        write(client, answer, strlen(answer));
        close(client);
    }
}
