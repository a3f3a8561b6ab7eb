/* What both load clients measure with: a clock, a histogram of latencies, the CPU of another process, processors that stay awake. */
#ifndef MEASURE_H
#define MEASURE_H

#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

/* Buckets of 1/64: exact below 128 ns, then 64 to each doubling. */
enum { BUCKETS = 64 * 60 };

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static inline void pause_for(double seconds)
{
    struct timespec pause = { (time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9) };
    nanosleep(&pause, NULL);
}

static int bucket_of(uint64_t ns)
{
    int shift = ns < 128 ? 0 : 57 - __builtin_clzll(ns);
    int bucket = shift * 64 + (int)(ns >> shift);
    return bucket < BUCKETS ? bucket : BUCKETS - 1;
}

static uint64_t middle_of(int bucket)
{
    int shift = bucket < 128 ? 0 : bucket / 64 - 1;
    return ((uint64_t)(bucket - shift * 64) << shift) + ((1u << shift) >> 1);
}

static uint64_t percentile(const uint64_t *histogram, uint64_t total, int percent)
{
    uint64_t seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
        seen += histogram[i];
        if (seen && seen * 100 >= total * (uint64_t)percent)
            return middle_of(i);
    }
    return 0;
}

/* Microseconds that the process has used. */
static inline uint64_t cpu_of(int process)
{
    char path[64], line[1024];
    unsigned long user, system;
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    FILE *file = fopen(path, "r");
    size_t length = file ? fread(line, 1, sizeof line - 1, file) : 0;
    if (file)
        fclose(file);
    line[length] = 0;

    /* The name of the program may hold anything; the numbers come after its last bracket. */
    char *rest = strrchr(line, ')');
    if (!rest || sscanf(rest + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
        return 0;
    return (user + system) * (1000000 / (unsigned long)sysconf(_SC_CLK_TCK));
}

/* A virtual processor that halts takes longer to wake than a request takes to be served, and whether one halts is the scheduler's luck. So a spinner per processor, which gives way
 * to everything else, keeps all of them awake, for every server alike. */
static void stay_awake(void)
{
    pid_t parent = getpid();
    for (long i = 0; i < sysconf(_SC_NPROCESSORS_ONLN); i++) {
        if (fork() != 0)
            continue;
        cpu_set_t processor;
        CPU_ZERO(&processor);
        CPU_SET((size_t)i, &processor);
        struct sched_param none = { 0 };
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent || sched_setaffinity(0, sizeof processor, &processor) || sched_setscheduler(0, SCHED_IDLE, &none))
            _exit(0);
        for (;;)
            atomic_signal_fence(memory_order_seq_cst);
    }
}

#endif
