#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "respond.h"

#define PORT 8080

int main(void)
{
    struct sockaddr_in address;
    int yes = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    address.sin_port = htons(PORT);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0) {
        perror("bind");
        return 1;
    }
    listen(listener, 10);
    printf("Server is listening on port %d\n", PORT);

    for (;;) {
        char request[8192], method[8], target[1024], path[1100];
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            continue;
        ssize_t n = recv(client, request, sizeof request - 1, 0);
        if (n > 0) {
            request[n] = '\0';
            if (sscanf(request, "%7s %1023s", method, target) == 2) {
                printf("%s %s\n", method, target);
                snprintf(path, sizeof path, ".%s", target);
                respond(client, path);
            }
        }
        close(client);
    }
}
