/* What the parts of the stand-in share: volumes, the requests that wait there, and the gate under which both change. */
#pragma once
#include "standin.h"

#define ROOM 16384
#define MAX_THREADS 64
#define MAX_NOTICES 4096

typedef struct request {
    struct request *next;
    uint32_t slot, kind, process, size;
    uint64_t hint, *arguments;
    uint8_t *memory;
    RESPONSE *response;
    STATUS status;
    BOOL taken, ended, returned, performed; /* by the dispatcher, by an answer, from the dispatcher's thread, by its slot */
} REQUEST;

typedef struct volume {
    struct volume *next;
    FILE_SYSTEM *fs;
    void **table;
    PARAMETERS parameters;
    wchar_t at[512];
    REQUEST *requests;
    OPERATION operations[KINDS];
    RESPONSE *responses[MAX_THREADS];
    HANDLE threads[MAX_THREADS];
    int count, serving, renames, notifying, first, notices;
    BOOL running, lost, guarded, deleted;
    struct { uint32_t filter, action; wchar_t path[1024]; } notice[MAX_NOTICES];
} VOLUME;

extern CRITICAL_SECTION gate, guard;
extern CONDITION_VARIABLE asked, answered;
extern VOLUME *volumes;
extern int alive;
extern uint32_t violations;
extern STATUS refusals[4];

void enter(void);
void leave(void);
void violate(uint32_t what);

/* the volume of a file system, or NULL; whoever asks of() must not ask when it is gone */
VOLUME *look(FILE_SYSTEM *fs);
VOLUME *of(FILE_SYSTEM *fs);

/* under the gate: the volume that is mounted there */
VOLUME *find(const wchar_t *at);

/* the dispatcher: its threads, its end, and what the driver gives up, which is called under the gate */
DWORD WINAPI serve(void *parameter);
void stop(VOLUME *volume, BOOL lost);
void give_up(REQUEST *request);

/* what an operation of the DLL's does: calls a slot, and packs what it answers */
STATUS perform(FILE_SYSTEM *fs, REQUEST_HEAD *request, RESPONSE *response);
