/*
 * What a round trip takes on this machine at that moment, to compare with and not the least that there can be: a process that sends 20 bytes through a Unix socket and waits for them, and one that looks for them without sleeping and sends them back.
 *
 * echo [-s SECONDS]
 *
 * Prints one line, as load9p does: round trips, seconds, p50 and p99 of one in nanoseconds, and four zeros.
 */
#define _GNU_SOURCE
#include <sys/socket.h>

#include "measure.h"

enum { LENGTH = 20 };

static void send_back(int socket)
{
    char message[LENGTH];
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        ssize_t length = recv(socket, message, sizeof message, MSG_DONTWAIT);
        if (length == 0 || (length > 0 && send(socket, message, (size_t)length, MSG_NOSIGNAL) != length))
            _exit(0);
    }
}

static uint64_t round_trips(int socket, double seconds, uint64_t *histogram, uint64_t *count)
{
    char message[LENGTH] = { 0 };
    uint64_t began = now(), last = began, end = began + (uint64_t)(seconds * 1e9);
    while (last < end) {
        if (send(socket, message, sizeof message, 0) != sizeof message || recv(socket, message, sizeof message, MSG_WAITALL) != sizeof message) {
            fprintf(stderr, "echo: the other side is gone\n");
            exit(1);
        }
        uint64_t time = now();
        histogram[bucket_of(time - last)]++;
        last = time;
        ++*count;
    }
    return last - began;
}

int main(int argc, char **argv)
{
    static uint64_t warm[BUCKETS], histogram[BUCKETS];
    uint64_t unused = 0, count = 0;
    double seconds = 1;
    for (int option; (option = getopt(argc, argv, "s:")) != -1;) {
        if (option != 's') {
            fprintf(stderr, "usage: echo [-s SECONDS]\n");
            return 2;
        }
        seconds = strtod(optarg, NULL);
    }

    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets)) {
        perror("socketpair");
        return 1;
    }
    if (fork() == 0) {
        close(sockets[0]);
        send_back(sockets[1]);
    }
    close(sockets[1]);
    stay_awake();
    round_trips(sockets[0], seconds / 8, warm, &unused);
    uint64_t elapsed = round_trips(sockets[0], seconds, histogram, &count);
    printf("%lu %.9f %lu %lu 0 0 0 0\n", count, (double)elapsed / 1e9, percentile(histogram, count, 50), percentile(histogram, count, 99));
    return 0;
}
