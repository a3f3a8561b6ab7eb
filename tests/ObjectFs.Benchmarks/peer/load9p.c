/*
 * A closed loop of one operation on a 9P2000.L server: so many are under way on each connection, and the next one begins as soon as one is answered.
 *
 * load9p [-s SECONDS] [-d DEPTH] [-m MSIZE] [-a ANAME] [-n SIZE] [-p SERVER] [-g] [-i] OPERATION ADDRESS NAME...
 *
 * One connection, and one thread, a NAME, which is the path of its file. ADDRESS is a socket's path, or HOST:PORT in digits. SIZE is what NAME holds: bytes for sequential, names for readdir, which
 * fails if others come. A short part of the time goes by first without being counted. Prints one line: operations, seconds, p50 and p99 of an operation in nanoseconds, bytes read, names
 * seen, microseconds of CPU that the process SERVER used, and the msize that was agreed on. -g says "warm" before it counts and waits for a line, and waits for the end of its input
 * before it goes. -i lets processors idle. The first failure ends it with status 1 and a sentence.
 *
 * ping: Tgetattr on one fid. pread: Tread on one open fid. walk: Twalk, Tgetattr, Tclunk. open-read: Twalk, Tlopen, Tread, Tclunk. cat: the same with Treads up to the end.
 * readdir: Twalk, Tlopen, Treaddirs up to the end, Tclunk. sequential: Treads of one open fid, each where the one before ends, from the start again after the end.
 * hold: connects, asks once, says "ready" and waits for the end of its input. park: the same, and then asks to read and waits for no answer.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "measure.h"

enum { RLERROR = 7, TLOPEN = 12, TGETATTR = 24, TREADDIR = 40, TVERSION = 100, TATTACH = 104, TWALK = 110, TREAD = 116, TCLUNK = 120 };
enum { HEADER = 7, DATA = HEADER + 4, MAX_REQUEST = 1024, SETUP_TAG = 0, ROOT_FID = 0, FILE_FID = 1, FIRST_FID = 2 };

/* What an operation is made of; a step whose answer asks for more is repeated. */
struct operation {
    const char *name;
    uint8_t steps[4];
    int opens; /* whether the connection's own fid is open */
    int repeats;
    int is_sequential;
};

static const struct operation operations[] = {
    { .name = "ping", .steps = { TGETATTR } },
    { .name = "pread", .steps = { TREAD }, .opens = 1 },
    { .name = "walk", .steps = { TWALK, TGETATTR, TCLUNK } },
    { .name = "open-read", .steps = { TWALK, TLOPEN, TREAD, TCLUNK } },
    { .name = "cat", .steps = { TWALK, TLOPEN, TREAD, TCLUNK }, .repeats = 1 },
    { .name = "readdir", .steps = { TWALK, TLOPEN, TREADDIR, TCLUNK }, .repeats = 1 },
    { .name = "sequential", .steps = { TREAD }, .opens = 1, .is_sequential = 1 },
    { .name = "hold", .steps = { TGETATTR } },
    { .name = "park", .steps = { TREAD }, .opens = 1 },
};

/* One operation under way. Its number is its tag, and says which fid it walks to. */
struct slot {
    int step;
    uint64_t offset, entries, began;
};

struct client {
    pthread_t thread;
    const char *name;
    int socket;
    struct slot *slots;
    unsigned outstanding;
    uint64_t offset;
    uint8_t *out, *in;
    size_t out_length, in_start, in_end;
    uint32_t frame_begin;
    uint64_t operations, bytes, entries;
    uint64_t histogram[BUCKETS];
};

static const struct operation *operation;
static const char *address, *attach_name = "";
static unsigned depth = 1;
static uint32_t msize = 65536, agreed;
static uint64_t size;
static atomic_bool stop;
static pthread_barrier_t gate;

static void fail(const struct client *client, const char *what, const char *why)
{
    fprintf(stderr, "%s of %s: %s: %s\n", operation->name, client->name, what, why);
    exit(1);
}

/* Frames are built one behind the other, and sent together. */

static void put(struct client *client, uint64_t value, size_t width)
{
    memcpy(client->out + client->out_length, &value, width); /* little-endian, as this machine */
    client->out_length += width;
}

static void put_text(struct client *client, const char *text, size_t length)
{
    put(client, length, 2);
    memcpy(client->out + client->out_length, text, length);
    client->out_length += length;
}

static void begin(struct client *client, int type, uint16_t tag)
{
    client->frame_begin = (uint32_t)client->out_length;
    put(client, 0, 4);
    put(client, (uint64_t)type, 1);
    put(client, tag, 2);
}

static void end(struct client *client)
{
    uint32_t length = (uint32_t)client->out_length - client->frame_begin;
    memcpy(client->out + client->frame_begin, &length, sizeof length);
    client->outstanding++;
}

static void put_walk(struct client *client, uint16_t tag, uint32_t fid)
{
    begin(client, TWALK, tag);
    put(client, ROOT_FID, 4);
    put(client, fid, 4);
    size_t count_at = client->out_length;
    uint16_t count = 0;
    put(client, 0, 2);
    for (const char *name = client->name; *name; count++) {
        size_t length = strcspn(name, "/");
        put_text(client, name, length);
        name += length + (name[length] == '/');
    }
    memcpy(client->out + count_at, &count, sizeof count);
    end(client);
}

static void put_request(struct client *client, int type, uint16_t tag, uint32_t fid, uint64_t offset)
{
    begin(client, type, tag);
    put(client, fid, 4);
    if (type == TGETATTR)
        put(client, 0x7ff, 8); /* all that stat(2) shows */
    else if (type == TLOPEN)
        put(client, 0, 4); /* O_RDONLY */
    else if (type == TREAD || type == TREADDIR) {
        put(client, offset, 8);
        put(client, agreed - 24, 4); /* as Linux asks */
    }
    end(client);
}

static void send_all(struct client *client)
{
    for (size_t sent = 0; sent < client->out_length;) {
        ssize_t count = send(client->socket, client->out + sent, client->out_length - sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            fail(client, "send", strerror(errno));
        sent += (size_t)count;
    }
    client->out_length = 0;
}

/* The next whole answer that has arrived, or NULL. */
static uint8_t *next_frame(struct client *client)
{
    uint32_t length;
    size_t left = client->in_end - client->in_start;
    uint8_t *frame = client->in + client->in_start;
    if (left < HEADER)
        return NULL;
    memcpy(&length, frame, sizeof length);
    if (length < HEADER || length > msize)
        fail(client, "an answer", "its length is none");
    if (left < length)
        return NULL;
    client->in_start += length;
    client->outstanding--;
    if (frame[4] == RLERROR) {
        uint32_t error;
        memcpy(&error, frame + HEADER, sizeof error);
        fail(client, "refused", strerror((int)error));
    }
    return frame;
}

/* Up to the end of a frame that has begun, else as much as the largest has: no more than that lies in the buffer, and large frames are not moved about. */
static void receive(struct client *client)
{
    if (client->in_start) {
        memmove(client->in, client->in + client->in_start, client->in_end - client->in_start);
        client->in_end -= client->in_start;
        client->in_start = 0;
    }
    uint32_t length = msize;
    if (client->in_end >= HEADER)
        memcpy(&length, client->in, sizeof length);
    ssize_t count;
    do
        count = recv(client->socket, client->in + client->in_end, length - client->in_end, 0);
    while (count < 0 && errno == EINTR);
    if (count <= 0)
        fail(client, "receive", count ? strerror(errno) : "the server has gone");
    client->in_end += (size_t)count;
}

/* Sends, and waits for the one answer. */
static uint8_t *ask(struct client *client, int type)
{
    uint8_t *frame;
    send_all(client);
    while (!(frame = next_frame(client)))
        receive(client);
    if (frame[4] != type + 1)
        fail(client, "an answer", "of another type");
    return frame;
}

static int dial(void)
{
    struct sockaddr_un path = { .sun_family = AF_UNIX };
    struct sockaddr_in host = { .sin_family = AF_INET };
    char text[64];
    if (*address == '/') {
        int socket_unix = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        snprintf(path.sun_path, sizeof path.sun_path, "%s", address);
        return connect(socket_unix, (struct sockaddr *)&path, sizeof path) ? -1 : socket_unix;
    }
    snprintf(text, sizeof text, "%s", address);
    char *colon = strrchr(text, ':');
    if (!colon)
        return -1;
    *colon = 0;
    host.sin_port = htons((uint16_t)atoi(colon + 1));
    int one = 1, socket_tcp = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(socket_tcp, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return inet_pton(AF_INET, text, &host.sin_addr) != 1 || connect(socket_tcp, (struct sockaddr *)&host, sizeof host) ? -1 : socket_tcp;
}

static void prepare(struct client *client, const char *name)
{
    static const char version[] = "9P2000.L";
    uint32_t answered;
    client->name = name;
    client->slots = calloc(depth, sizeof *client->slots);
    client->out = malloc((size_t)(depth + 1) * MAX_REQUEST);
    client->in = malloc(msize);
    client->socket = dial();
    if (client->socket < 0)
        fail(client, address, strerror(errno));

    begin(client, TVERSION, 0xffff);
    put(client, msize, 4);
    put_text(client, version, sizeof version - 1);
    end(client);
    uint8_t *frame = ask(client, TVERSION);
    memcpy(&answered, frame + HEADER, sizeof answered);
    if (frame[HEADER + 4] != sizeof version - 1 || memcmp(frame + HEADER + 6, version, sizeof version - 1))
        fail(client, "version", "it does not speak 9P2000.L");
    agreed = answered < msize ? answered : msize;

    begin(client, TATTACH, SETUP_TAG);
    put(client, ROOT_FID, 4);
    put(client, 0xffffffff, 4);
    put_text(client, "", 0);
    put_text(client, attach_name, strlen(attach_name));
    put(client, geteuid(), 4);
    end(client);
    ask(client, TATTACH);

    put_walk(client, SETUP_TAG, FILE_FID);
    ask(client, TWALK);
    if (operation->opens) {
        put_request(client, TLOPEN, SETUP_TAG, FILE_FID, 0);
        ask(client, TLOPEN);
    }
}

/* The request of the step at which the slot is. */
static void proceed(struct client *client, unsigned index)
{
    struct slot *slot = &client->slots[index];
    uint16_t tag = (uint16_t)(index + 1);
    int type = operation->steps[slot->step];
    int walks = operation->steps[0] == TWALK;
    if (operation->is_sequential) {
        slot->offset = client->offset;
        client->offset += agreed - 24;
        if (client->offset >= size)
            client->offset = 0;
    }
    if (type == TWALK)
        put_walk(client, tag, FIRST_FID + index);
    else
        put_request(client, type, tag, walks ? FIRST_FID + index : FILE_FID, slot->offset);
}

/* Whether the answer to Treaddir says that there are more; counts what came. */
static int take_entries(struct client *client, struct slot *slot, const uint8_t *data, uint32_t count)
{
    for (uint32_t at = 0; at < count;) {
        uint16_t length;
        memcpy(&slot->offset, data + at + 13, sizeof slot->offset);
        memcpy(&length, data + at + 22, sizeof length);
        int is_dots = data[at + 24] == '.' && (length == 1 || (length == 2 && data[at + 25] == '.'));
        if (!is_dots)
            slot->entries++;
        at += 24u + length;
    }
    if (count)
        return 1;
    if (size && slot->entries != size)
        fail(client, "a listing", "not the names that were to come");
    client->entries += slot->entries;
    return 0;
}

/* Whether the step is to be done again. */
static int take(struct client *client, struct slot *slot, const uint8_t *frame, int type)
{
    uint32_t count;
    if (frame[4] != type + 1)
        fail(client, "an answer", "of another type");
    if (type != TREAD && type != TREADDIR)
        return 0;
    memcpy(&count, frame + HEADER, sizeof count);
    if (type == TREADDIR)
        return take_entries(client, slot, frame + DATA, count);
    client->bytes += count;
    slot->offset += count;
    if (!count && !operation->repeats)
        fail(client, "a read", "nothing came");
    return operation->repeats && count;
}

/* Operations until it is told to stop, and then what is under way. */
static void work(struct client *client)
{
    uint64_t started = now();
    for (unsigned i = 0; i < depth; i++) {
        client->slots[i] = (struct slot){ .began = started };
        proceed(client, i);
    }
    send_all(client);
    while (client->outstanding) {
        uint8_t *frame;
        receive(client);
        while ((frame = next_frame(client))) {
            uint16_t tag;
            memcpy(&tag, frame + 5, sizeof tag);
            unsigned index = tag - 1u;
            if (index >= depth)
                fail(client, "an answer", "with a tag that nobody used");
            struct slot *slot = &client->slots[index];
            if (!take(client, slot, frame, operation->steps[slot->step]))
                slot->step++;
            if (slot->step < (int)sizeof operation->steps && operation->steps[slot->step]) {
                proceed(client, index);
                continue;
            }
            uint64_t ended = now();
            client->histogram[bucket_of(ended - slot->began)]++;
            client->operations++;
            if (atomic_load_explicit(&stop, memory_order_relaxed))
                continue;
            *slot = (struct slot){ .began = ended };
            proceed(client, index);
        }
        send_all(client);
    }
}

static void *run(void *argument)
{
    struct client *client = argument;
    for (int phase = 0; phase < 2; phase++) {
        client->operations = client->bytes = client->entries = 0;
        memset(client->histogram, 0, sizeof client->histogram);
        pthread_barrier_wait(&gate);
        work(client);
        pthread_barrier_wait(&gate);
    }
    return NULL;
}

/* Until all that was under way at the end of the time is answered, so that it burdens no other server, and every operation counts whole. */
static uint64_t run_phase(double seconds)
{
    atomic_store(&stop, 0);
    pthread_barrier_wait(&gate);
    uint64_t began = now();
    pause_for(seconds);
    atomic_store(&stop, 1);
    pthread_barrier_wait(&gate);
    return now() - began;
}

static void say(const char *word)
{
    puts(word);
    fflush(stdout);
}

static void wait_for_end(void)
{
    while (getchar() != EOF)
        ;
}

static int hold(struct client *clients, int count)
{
    for (int i = 0; i < count; i++) {
        int type = operation->steps[0];
        put_request(&clients[i], type, SETUP_TAG, FILE_FID, 0);
        if (type == TREAD)
            send_all(&clients[i]);
        else
            ask(&clients[i], type);
    }
    say("ready");
    wait_for_end();
    return 0;
}

static int usage(void)
{
    fprintf(stderr, "usage: load9p [-s SECONDS] [-d DEPTH] [-m MSIZE] [-a ANAME] [-n SIZE] [-p SERVER] [-g] [-i] OPERATION ADDRESS NAME...\n");
    return 2;
}

int main(int argc, char **argv)
{
    double seconds = 1;
    int server = 0, is_gated = 0, may_idle = 0;
    for (int option; (option = getopt(argc, argv, "s:d:m:a:n:p:gi")) != -1;) {
        switch (option) {
        case 's': seconds = strtod(optarg, NULL); break;
        case 'd': depth = (unsigned)strtoul(optarg, NULL, 10); break;
        case 'm': msize = (uint32_t)strtoul(optarg, NULL, 10); break;
        case 'a': attach_name = optarg; break;
        case 'n': size = strtoull(optarg, NULL, 10); break;
        case 'p': server = atoi(optarg); break;
        case 'g': is_gated = 1; break;
        case 'i': may_idle = 1; break;
        default: return usage();
        }
    }
    int count = argc - optind - 2;
    for (size_t i = 0; count > 0 && i < sizeof operations / sizeof operations[0]; i++)
        if (!strcmp(argv[optind], operations[i].name))
            operation = &operations[i];
    if (!operation || !depth || depth > 1024 || msize < 4096)
        return usage();
    address = argv[optind + 1];
    for (int i = 0; i < count; i++)
        if (strlen(argv[optind + 2 + i]) > MAX_REQUEST / 4)
            return usage();

    struct client *clients = calloc((size_t)count, sizeof *clients);
    for (int i = 0; i < count; i++)
        prepare(&clients[i], argv[optind + 2 + i]);
    if (!strcmp(operation->name, "hold") || !strcmp(operation->name, "park"))
        return hold(clients, count);

    if (!may_idle)
        stay_awake();
    pthread_barrier_init(&gate, NULL, (unsigned)count + 1);
    for (int i = 0; i < count; i++)
        pthread_create(&clients[i].thread, NULL, run, &clients[i]);
    run_phase(seconds / 8);
    if (is_gated) {
        say("warm");
        if (getchar() == EOF)
            return 0;
    }

    uint64_t cpu = cpu_of(server);
    uint64_t elapsed = run_phase(seconds);
    cpu = cpu_of(server) - cpu;
    static struct client sum;
    for (int i = 0; i < count; i++) {
        pthread_join(clients[i].thread, NULL);
        sum.operations += clients[i].operations;
        sum.bytes += clients[i].bytes;
        sum.entries += clients[i].entries;
        for (int j = 0; j < BUCKETS; j++)
            sum.histogram[j] += clients[i].histogram[j];
    }
    printf("%lu %.9f %lu %lu %lu %lu %lu %u\n", sum.operations, (double)elapsed / 1e9, percentile(sum.histogram, sum.operations, 50),
        percentile(sum.histogram, sum.operations, 99), sum.bytes, sum.entries, cpu, agreed);
    fflush(stdout);
    if (is_gated)
        wait_for_end();
    return 0;
}
