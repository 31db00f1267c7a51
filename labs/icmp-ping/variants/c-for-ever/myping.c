/* Pings until Ctrl-C, in microseconds. Build: cc -o myping myping.c */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t stop;

static void on_interrupt(int signal_number) { (void)signal_number; stop = 1; }

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static uint16_t sum16(const uint8_t *data, size_t length)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < length; i++)
        sum += i % 2 ? data[i] : (uint32_t)data[i] << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return ~sum;
}

static const char *what(int type, int code)
{
    if (type == 11)
        return "Zeit im Netz abgelaufen";
    if (type == 12)
        return "Kopf nicht verstanden";
    if (code == 13)
        return "Ziel gesperrt";
    return code == 1 ? "Rechner nicht erreichbar" : "Ziel nicht erreichbar";
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "Aufruf: myping RECHNER\n");
        return 2;
    }
    struct addrinfo hints = { .ai_family = AF_INET }, *found;
    int problem = getaddrinfo(argv[1], NULL, &hints, &found);
    if (problem) {
        fprintf(stderr, "myping: %s: %s\n", argv[1], gai_strerror(problem));
        return 1;
    }
    int s = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    if (s < 0) {
        fprintf(stderr, "myping: %s\n", strerror(errno));
        return 1;
    }
    struct sigaction action = { .sa_handler = on_interrupt };
    sigaction(SIGINT, &action, NULL);
    setvbuf(stdout, NULL, _IONBF, 0);

    int64_t least = 0, most = 0, total = 0;
    int sent = 0, got = 0;
    uint16_t id = (uint16_t)(getpid() | 1);
    for (uint16_t seq = 100; !stop; seq += 3) {
        uint8_t request[8 + 56] = { 8 };
        int64_t start = now_us();
        memcpy(request + 8, &start, sizeof start);
        request[4] = id >> 8, request[5] = id & 255, request[6] = seq >> 8, request[7] = seq & 255;
        uint16_t sum = sum16(request, sizeof request);
        request[2] = sum >> 8, request[3] = sum & 255;
        sendto(s, request, sizeof request, 0, found->ai_addr, found->ai_addrlen);
        sent++;
        int done = 0;
        while (!stop && !done) {
            int64_t left = start + 1000000 - now_us();
            struct pollfd wait = { .fd = s, .events = POLLIN };
            if (left <= 0 || poll(&wait, 1, left / 1000 + 1) <= 0) {
                if (!stop)
                    printf("Nr. %u: keine Antwort\n", seq);
                break;
            }
            uint8_t packet[65535];
            ssize_t length = recv(s, packet, sizeof packet, 0);
            int64_t rtt = now_us() - start;
            int head = (packet[0] & 15) * 4;
            uint8_t *icmp = packet + head;
            if (length < head + 8)
                continue;
            if (icmp[0] == 0 && !memcmp(icmp + 4, request + 4, 4) && !sum16(icmp, length - head)) {
                printf("Nr. %u: %lld us, noch %u Stationen\n", seq, (long long)rtt, packet[8]);
                least = !got || rtt < least ? rtt : least;
                most = rtt > most ? rtt : most;
                total += rtt, got++;
                done = 1;
            } else if (icmp[0] == 3 || icmp[0] == 11 || icmp[0] == 12) {
                uint8_t *quoted = icmp + 8 + (icmp[8] & 15) * 4;
                if (quoted + 8 <= packet + length && !memcmp(quoted + 4, request + 4, 4)) {
                    printf("Nr. %u: %s\n", seq, what(icmp[0], icmp[1]));
                    done = 1;
                }
            }
        }
        while (!stop && now_us() < start + 1000000)
            usleep(2000);
    }
    printf("\n%d gesendet, %d verloren, das sind %.1f Prozent\n", sent, sent - got, 100.0 * (sent - got) / sent);
    if (got)
        printf("Mittel %lld us (von %lld us bis %lld us)\n", (long long)(total / got), (long long)least, (long long)most);
    return got == 0;
}
