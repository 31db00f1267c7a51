/* gcc -o ping ping.c ; sudo ./ping HOST */
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

struct packet {
    struct icmphdr header;
    struct timeval sent;
    char filling[40];
};

static unsigned short checksum(void *data, int length)
{
    unsigned short *words = data;
    unsigned int sum = 0;
    for (; length > 1; length -= 2)
        sum += *words++;
    if (length == 1)
        sum += *(unsigned char *)words;
    sum = (sum >> 16) + (sum & 0xffff);
    sum += sum >> 16;
    return ~sum;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        printf("usage: %s HOST\n", argv[0]);
        return 1;
    }
    struct hostent *host = gethostbyname(argv[1]);
    if (host == NULL) {
        printf("ping: unknown host %s\n", argv[1]);
        return 1;
    }
    struct sockaddr_in to = { .sin_family = AF_INET };
    memcpy(&to.sin_addr, host->h_addr_list[0], 4);
    int sock = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    if (sock < 0) {
        perror("socket");
        return 1;
    }
    struct timeval second = { 1, 0 };
    setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
    printf("PING %s (%s)\n", argv[1], inet_ntoa(to.sin_addr));

    for (int seq = 1;; seq++) {
        struct packet p;
        struct timeval now;
        unsigned char reply[1500];

        memset(&p, 0, sizeof p);
        p.header.type = ICMP_ECHO;
        p.header.un.echo.id = htons(getpid() & 0xffff);
        p.header.un.echo.sequence = htons(seq);
        gettimeofday(&p.sent, NULL);
        p.header.checksum = checksum(&p, sizeof p);
        sendto(sock, &p, sizeof p, 0, (struct sockaddr *)&to, sizeof to);

        if (recv(sock, reply, sizeof reply, 0) < 0) {
            printf("seq=%d timeout\n", seq);
            continue;
        }
        gettimeofday(&now, NULL);
        struct iphdr *ip = (struct iphdr *)reply;
        double ms = (now.tv_sec - p.sent.tv_sec) * 1000.0 + (now.tv_usec - p.sent.tv_usec) / 1000.0;
        printf("reply from %s: seq=%d ttl=%d time=%.2f ms\n", inet_ntoa(to.sin_addr), seq, ip->ttl, ms);
        sleep(1);
    }
}
