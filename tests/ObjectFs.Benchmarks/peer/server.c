/*
 * The same tree as the program serves, on libfuse's low-level API: the measure that the FUSE gateway is held against.
 *
 *   /Bench/1/Small0 … Small3     64 bytes, only read
 *   /Bench/1/Text0 … Text3       64 bytes, written
 *   /Bench/1/Number0 … Number3   a number, written
 *   /Bench/1/Big                 256 MiB
 *   /Row/1 … /Row/10000          directories
 *
 * Names and attributes are never cached (timeout 0), content never goes through the page cache (direct_io), and a write only
 * copies its bytes: nothing here does more than it must.
 *
 * server [-s] MOUNTPOINT: -s serves on one thread, otherwise libfuse's own loop decides. Says "ready" once mounted, and ends
 * when its standard input does, so that a runner which is killed leaves no mount behind.
 */
#define FUSE_USE_VERSION 312
#include <fuse_lowlevel.h>

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    ROOT = FUSE_ROOT_ID,
    BENCH,
    INSTANCE,
    ROWS,
    FIRST_FILE = 16,
    FIRST_ROW = 1000,
    ROW_COUNT = 10000,
    PER_KIND = 4,
    ROOM = 4096,
};

#define BIG_SIZE ((size_t)256 << 20)

struct file {
    char name[16];
    char *content;
    size_t size;
    int writable;
};

static struct file files[3 * PER_KIND + 1];
static const int file_count = sizeof files / sizeof files[0];

static struct file *file_of(fuse_ino_t ino)
{
    return ino >= FIRST_FILE && ino < FIRST_FILE + (fuse_ino_t)file_count ? &files[ino - FIRST_FILE] : NULL;
}

static void add_file(int slot, const char *kind, int number, const char *text, int writable)
{
    struct file *file = &files[slot];
    snprintf(file->name, sizeof file->name, "%s%d", kind, number);
    file->content = calloc(1, ROOM);
    file->size = strlen(text);
    memcpy(file->content, text, file->size);
    file->writable = writable;
}

static int make_tree(void)
{
    char text[65];
    memset(text, 'v', 63);
    text[63] = '\n';
    text[64] = 0;
    for (int i = 0; i < PER_KIND; i++) {
        add_file(i, "Small", i, text, 0);
        add_file(PER_KIND + i, "Text", i, text, 1);
        add_file(2 * PER_KIND + i, "Number", i, "1000000\n", 1);
    }

    struct file *big = &files[3 * PER_KIND];
    strcpy(big->name, "Big");
    big->size = BIG_SIZE;
    big->content = mmap(NULL, BIG_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (big->content == MAP_FAILED)
        return -1;
    memset(big->content, 'b', BIG_SIZE);
    return 0;
}

static int describe(fuse_ino_t ino, struct stat *st)
{
    struct file *file = file_of(ino);
    memset(st, 0, sizeof *st);
    st->st_ino = ino;
    st->st_uid = getuid();
    st->st_gid = getgid();
    if (file) {
        st->st_mode = S_IFREG | (file->writable ? 0644 : 0444);
        st->st_nlink = 1;
        st->st_size = (off_t)file->size;
        return 0;
    }

    st->st_mode = S_IFDIR | 0755;
    st->st_nlink = 2;
    return ino <= ROWS || (ino >= FIRST_ROW && ino < FIRST_ROW + ROW_COUNT) ? 0 : ENOENT;
}

static fuse_ino_t find(fuse_ino_t parent, const char *name)
{
    if (parent == ROOT)
        return !strcmp(name, "Bench") ? BENCH : !strcmp(name, "Row") ? ROWS : 0;
    if (parent == BENCH)
        return !strcmp(name, "1") ? INSTANCE : 0;
    if (parent == INSTANCE) {
        for (int i = 0; i < file_count; i++)
            if (!strcmp(name, files[i].name))
                return FIRST_FILE + i;
    }
    if (parent == ROWS) {
        char *end;
        long number = strtol(name, &end, 10);
        return !*end && number >= 1 && number <= ROW_COUNT ? FIRST_ROW + number - 1 : 0;
    }
    return 0;
}

static void on_init(void *data, struct fuse_conn_info *connection)
{
    (void)data;
    connection->max_write = 1 << 20;
}

static void on_lookup(fuse_req_t request, fuse_ino_t parent, const char *name)
{
    struct fuse_entry_param entry = { .ino = find(parent, name) };
    if (!entry.ino) {
        fuse_reply_err(request, ENOENT);
        return;
    }
    describe(entry.ino, &entry.attr);
    fuse_reply_entry(request, &entry);
}

static void on_getattr(fuse_req_t request, fuse_ino_t ino, struct fuse_file_info *info)
{
    struct stat st;
    int error = describe(ino, &st);
    (void)info;
    if (error)
        fuse_reply_err(request, error);
    else
        fuse_reply_attr(request, &st, 0);
}

static void on_open(fuse_req_t request, fuse_ino_t ino, struct fuse_file_info *info)
{
    if (!file_of(ino)) {
        fuse_reply_err(request, EISDIR);
        return;
    }
    info->direct_io = 1;
    fuse_reply_open(request, info);
}

static void on_read(fuse_req_t request, fuse_ino_t ino, size_t size, off_t offset, struct fuse_file_info *info)
{
    struct file *file = file_of(ino);
    (void)info;
    if ((size_t)offset >= file->size) {
        fuse_reply_buf(request, NULL, 0);
        return;
    }
    size_t left = file->size - (size_t)offset;
    fuse_reply_buf(request, file->content + offset, left < size ? left : size);
}

static void on_write(fuse_req_t request, fuse_ino_t ino, const char *data, size_t size, off_t offset, struct fuse_file_info *info)
{
    struct file *file = file_of(ino);
    (void)info;
    if (!file->writable || (size_t)offset + size > ROOM) {
        fuse_reply_err(request, file->writable ? EFBIG : EACCES);
        return;
    }
    memcpy(file->content + offset, data, size);
    file->size = (size_t)offset + size;
    fuse_reply_write(request, size);
}

static void on_flush(fuse_req_t request, fuse_ino_t ino, struct fuse_file_info *info)
{
    (void)ino;
    (void)info;
    fuse_reply_err(request, 0);
}

static void on_readdir(fuse_req_t request, fuse_ino_t ino, size_t size, off_t offset, struct fuse_file_info *info)
{
    char *page = malloc(size);
    size_t used = 0;
    (void)info;
    for (off_t i = offset; ino == ROWS && i < ROW_COUNT; i++) {
        struct stat st = { .st_ino = FIRST_ROW + (ino_t)i, .st_mode = S_IFDIR };
        char name[16];
        snprintf(name, sizeof name, "%d", (int)i + 1);
        size_t length = fuse_add_direntry(request, page + used, size - used, name, &st, i + 1);
        if (length > size - used)
            break;
        used += length;
    }
    fuse_reply_buf(request, page, used);
    free(page);
}

static const struct fuse_lowlevel_ops operations = {
    .init = on_init,
    .lookup = on_lookup,
    .getattr = on_getattr,
    .open = on_open,
    .read = on_read,
    .write = on_write,
    .flush = on_flush,
    .readdir = on_readdir,
};

static void *end_with_input(void *unused)
{
    char byte;
    while (read(STDIN_FILENO, &byte, 1) > 0)
        ;
    kill(getpid(), SIGTERM);
    return unused;
}

static int watch_input(void)
{
    /* The signal has to interrupt the serving thread, not this one. */
    sigset_t all, before;
    pthread_t thread;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    int error = pthread_create(&thread, NULL, end_with_input, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

static int serve(struct fuse_session *session, int single_threaded)
{
    if (single_threaded)
        return fuse_session_loop(session);
    struct fuse_loop_config *config = fuse_loop_cfg_create();
    int result = fuse_session_loop_mt(session, config);
    fuse_loop_cfg_destroy(config);
    return result;
}

int main(int argc, char **argv)
{
    int single_threaded = argc == 3 && !strcmp(argv[1], "-s");
    if (argc != 2 + single_threaded) {
        fprintf(stderr, "usage: server [-s] MOUNTPOINT\n");
        return 2;
    }
    if (make_tree()) {
        perror("server");
        return 1;
    }

    char *options[] = { argv[0], "-osubtype=bench-peer,fsname=libfuse", NULL };
    struct fuse_args args = FUSE_ARGS_INIT(2, options);
    struct fuse_session *session = fuse_session_new(&args, &operations, sizeof operations, NULL);
    if (!session || fuse_set_signal_handlers(session) || fuse_session_mount(session, argv[argc - 1]))
        return 1;
    int result = watch_input();
    if (!result) {
        puts("ready");
        fflush(stdout);
        result = serve(session, single_threaded);
    }
    fuse_session_unmount(session);
    fuse_remove_signal_handlers(session);
    fuse_session_destroy(session);
    return result != 0;
}
