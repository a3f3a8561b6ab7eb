/*
 * A closed loop of one operation on a mounted tree: each thread does the next one as soon as the last is answered.
 *
 * load [-s SECONDS] [-b BLOCK] [-w TEXT] [-p SERVER] OPERATION DIRECTORY NAME...
 *
 * One thread a NAME, each on its own file. DIRECTORY is opened once and names are looked up in it, so that the depth of
 * the path costs nothing. Prints one line: operations, seconds, p50 and p99 in nanoseconds, bytes moved, entries seen,
 * microseconds of CPU that the process SERVER used. The first failure ends it with status 1 and a sentence.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

#include "measure.h"

struct client {
    pthread_t thread;
    const char *name;
    char *buffer;
    int fd;
    off_t offset;
    uint64_t operations, bytes, entries;
    uint64_t histogram[BUCKETS];
};

struct operation {
    const char *name;
    int open_flags; /* of the descriptor that is held all the while; -1 for none */
    int (*run)(struct client *client);
};

static int directory;
static size_t block = 4096;
static char text[4096] = "xxxxxxxxxxxxxxx\n";
static atomic_bool stop;
static pthread_barrier_t start;

static int run_stat(struct client *client)
{
    struct stat st;
    return fstatat(directory, client->name, &st, AT_SYMLINK_NOFOLLOW);
}

static int run_miss(struct client *client)
{
    if (!run_stat(client)) {
        errno = EEXIST;
        return -1;
    }
    return errno == ENOENT ? 0 : -1;
}

static int run_open_read_close(struct client *client)
{
    int fd = openat(directory, client->name, O_RDONLY);
    if (fd < 0)
        return -1;
    ssize_t length = read(fd, client->buffer, block);
    if (length > 0)
        client->bytes += (uint64_t)length;
    return close(fd) || length <= 0 ? -1 : 0;
}

static int run_open_write_close(struct client *client)
{
    int fd = openat(directory, client->name, O_WRONLY);
    if (fd < 0)
        return -1;
    size_t size = strlen(text);
    ssize_t length = write(fd, text, size);
    if (length > 0)
        client->bytes += (uint64_t)length;
    return close(fd) || length != (ssize_t)size ? -1 : 0;
}

static int run_pread(struct client *client)
{
    ssize_t length = pread(client->fd, client->buffer, block, 0);
    if (length > 0)
        client->bytes += (uint64_t)length;
    return length <= 0 ? -1 : 0;
}

static int run_pwrite(struct client *client)
{
    size_t size = strlen(text);
    ssize_t length = pwrite(client->fd, text, size, 0);
    if (length > 0)
        client->bytes += (uint64_t)length;
    return length == (ssize_t)size ? 0 : -1;
}

static int run_sequential(struct client *client)
{
    ssize_t length = pread(client->fd, client->buffer, block, client->offset);
    if (length < 0)
        return -1;
    client->bytes += (uint64_t)length;
    client->offset = length ? client->offset + length : 0;
    return 0;
}

static int list(struct client *client, int stats)
{
    int fd = openat(directory, client->name, O_RDONLY | O_DIRECTORY);
    DIR *listing = fd < 0 ? NULL : fdopendir(fd);
    struct dirent *entry;
    struct stat st;
    int result = 0;
    if (!listing)
        return -1;
    for (errno = 0; !result && (entry = readdir(listing));) {
        if (entry->d_name[0] == '.')
            continue;
        client->entries++;
        if (stats)
            result = fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW);
    }
    if (errno)
        result = -1;
    closedir(listing);
    return result;
}

static int run_readdir(struct client *client) { return list(client, 0); }

static int run_readdir_stat(struct client *client) { return list(client, 1); }

static const struct operation operations[] = {
    { "stat", -1, run_stat },
    { "miss", -1, run_miss },
    { "open-read-close", -1, run_open_read_close },
    { "open-write-close", -1, run_open_write_close },
    { "pread", O_RDONLY, run_pread },
    { "pwrite", O_WRONLY, run_pwrite },
    { "sequential", O_RDONLY, run_sequential },
    { "readdir", -1, run_readdir },
    { "readdir-stat", -1, run_readdir_stat },
};

static const struct operation *operation;

static void fail(const char *what)
{
    fprintf(stderr, "%s of %s: %s\n", operation ? operation->name : "load", what, strerror(errno));
    exit(1);
}

static void *run(void *argument)
{
    struct client *client = argument;
    pthread_barrier_wait(&start);
    for (uint64_t before = now(); !atomic_load_explicit(&stop, memory_order_relaxed);) {
        if (operation->run(client))
            fail(client->name);
        uint64_t after = now();
        client->histogram[bucket_of(after - before)]++;
        client->operations++;
        before = after;
    }
    return NULL;
}

static void prepare(struct client *client, const char *name)
{
    client->name = name;
    client->buffer = aligned_alloc(4096, (block + 4095) & ~(size_t)4095);
    client->fd = operation->open_flags < 0 ? -1 : openat(directory, name, operation->open_flags);
    if (!client->buffer || (client->fd < 0 && operation->open_flags >= 0))
        fail(name);
}

int main(int argc, char **argv)
{
    double seconds = 1;
    int server = 0;
    for (int option; (option = getopt(argc, argv, "s:b:w:p:")) != -1;) {
        if (option == 's')
            seconds = strtod(optarg, NULL);
        else if (option == 'b')
            block = strtoul(optarg, NULL, 10);
        else if (option == 'w')
            snprintf(text, sizeof text, "%s\n", optarg);
        else if (option == 'p')
            server = atoi(optarg);
        else
            return 2;
    }
    for (size_t i = 0; argc - optind > 2 && i < sizeof operations / sizeof operations[0]; i++)
        if (!strcmp(argv[optind], operations[i].name))
            operation = &operations[i];
    if (!operation || !block) {
        fprintf(stderr, "usage: load [-s SECONDS] [-b BLOCK] [-w TEXT] [-p SERVER] OPERATION DIRECTORY NAME...\n");
        return 2;
    }
    stay_awake();
    directory = open(argv[optind + 1], O_RDONLY | O_DIRECTORY);
    if (directory < 0)
        fail(argv[optind + 1]);

    int threads = argc - optind - 2;
    struct client *clients = calloc((size_t)threads, sizeof *clients);
    pthread_barrier_init(&start, NULL, (unsigned)threads + 1);
    for (int i = 0; i < threads; i++) {
        prepare(&clients[i], argv[optind + 2 + i]);
        pthread_create(&clients[i].thread, NULL, run, &clients[i]);
    }

    uint64_t cpu = cpu_of(server);
    pthread_barrier_wait(&start);
    uint64_t began = now();
    pause_for(seconds);
    atomic_store(&stop, 1);

    struct client sum = { 0 };
    for (int i = 0; i < threads; i++) {
        pthread_join(clients[i].thread, NULL);
        sum.operations += clients[i].operations;
        sum.bytes += clients[i].bytes;
        sum.entries += clients[i].entries;
        for (int j = 0; j < BUCKETS; j++)
            sum.histogram[j] += clients[i].histogram[j];
    }
    uint64_t elapsed = now() - began;
    printf("%lu %.9f %lu %lu %lu %lu %lu\n", sum.operations, (double)elapsed / 1e9, percentile(sum.histogram, sum.operations, 50),
        percentile(sum.histogram, sum.operations, 99), sum.bytes, sum.entries, cpu_of(server) - cpu);
    return 0;
}
