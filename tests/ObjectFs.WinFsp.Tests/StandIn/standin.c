/* Stands in for winfsp-x64.dll and its driver: keeps a file system's table and calls it from threads of its own. The Sim functions are the driver's side, for tests. */
#include "standin.h"
#include <stdlib.h>
#include <string.h>

#define ROOM 16384
#define MAX_THREADS 64
#define MAX_NOTICES 4096
#define GIVEN_UP 65536

typedef uint64_t (*SLOT)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);

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

static CRITICAL_SECTION gate, guard;
static CONDITION_VARIABLE asked, answered;
static VOLUME *volumes;
static uint32_t violations;
static int alive;
static STATUS refusals[4];
static uint64_t given_up[GIVEN_UP];
static unsigned next_given_up;
static __thread VOLUME *serving_volume;
static __thread REQUEST *serving;

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved)
{
    if (reason == DLL_PROCESS_ATTACH) {
        InitializeCriticalSection(&gate);
        InitializeCriticalSection(&guard);
        InitializeConditionVariable(&asked);
        InitializeConditionVariable(&answered);
    }
    return TRUE;
}

static void enter(void) { EnterCriticalSection(&gate); }
static void leave(void) { LeaveCriticalSection(&gate); }
static void violate(uint32_t what) { __atomic_or_fetch(&violations, what, __ATOMIC_SEQ_CST); }

static VOLUME *look(FILE_SYSTEM *fs)
{
    enter();
    VOLUME *volume = volumes;
    while (volume && (volume->fs != fs || volume->deleted))
        volume = volume->next;
    leave();
    return volume;
}

static VOLUME *of(FILE_SYSTEM *fs)
{
    VOLUME *volume = look(fs);
    if (!volume)
        violate(V_DELETED);
    return volume;
}

static VOLUME *find(const wchar_t *at)
{
    VOLUME *volume = volumes;
    while (volume && (volume->deleted || (_wcsicmp(volume->at, at) && (!*volume->parameters.prefix || _wcsicmp(volume->parameters.prefix, at)))))
        volume = volume->next;
    return volume;
}

static STATUS refusal(int function) { STATUS status = refusals[function]; refusals[function] = 0; return status; }

/* under the gate: the first who ends a request has ended it */
static BOOL end(REQUEST *request, STATUS status, RESPONSE *response)
{
    if (request->ended)
        return FALSE;
    if (response && request->response)
        *request->response = *response;
    request->status = status;
    WakeAllConditionVariable(&answered);
    return request->ended = TRUE;
}

static void give_up(REQUEST *request)
{
    if (end(request, CANCELLED, NULL))
        given_up[next_given_up++ % GIVEN_UP] = request->hint;
}

static REQUEST *take(VOLUME *volume)
{
    enter();
    for (;;) {
        for (REQUEST *request = volume->requests; request; request = request->next) {
            if (request->taken)
                continue;
            request->taken = TRUE;
            if (request->ended) {
                request->returned = request->performed = TRUE;
                WakeAllConditionVariable(&answered);
                continue;
            }
            leave();
            return request;
        }
        if (!volume->running) {
            leave();
            return NULL;
        }
        SleepConditionVariableCS(&asked, &gate, INFINITE);
    }
}

static BOOL may_wait(uint64_t slot)
{
    return slot != 0 && slot != SLOT_CLOSE && slot != SLOT_READ && slot != SLOT_GET_SECURITY && slot != SLOT_SET_SECURITY;
}

/* under the gate */
static REQUEST *asked_for(VOLUME *volume, uint64_t hint)
{
    REQUEST *request = volume->requests;
    while (request && request->hint != hint)
        request = request->next;
    return request;
}

/* what an operation of the DLL's does: calls a slot, and packs what it answers */
static STATUS perform(FILE_SYSTEM *fs, REQUEST_HEAD *request, RESPONSE *response)
{
    VOLUME *volume = of(fs);
    CALL *call = (CALL *)(request + 1);
    uint64_t a[10];
    if (!volume)
        return NOT_FOUND;
    for (int i = 0; i < 10; i++)
        a[i] = call->arguments[i] - call->from < call->size ? call->arguments[i] - call->from + (uint64_t)call->memory : call->arguments[i];
    if (serving && may_wait(call->slot))
        violate(V_HELD);
    if (call->slot == SLOT_RENAME)
        InterlockedIncrement((LONG *)&volume->renames);
    enter();
    REQUEST *asked_by = asked_for(volume, request->hint);
    leave();
    STATUS status = (STATUS)((SLOT)volume->table[call->slot])(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]);
    if (call->slot == SLOT_RENAME)
        InterlockedDecrement((LONG *)&volume->renames);
    enter();
    if (asked_by)
        asked_by->performed = TRUE;
    WakeAllConditionVariable(&answered);
    leave();
    if (call->slot == SLOT_CLEANUP || call->slot == SLOT_CLOSE)
        status = 0;
    if (status != PENDING) {
        response->information = (uint32_t)response->hint ^ 0x5A5A5A5A;
        memset(response + 1, 0xAB, MARK_SIZE);
        response->size += MARK_SIZE;
    }
    return status;
}

static BOOL marked(RESPONSE *response)
{
    static const MARK mark = { { 0xAB, 0xAB, 0xAB } };
    return response->size == sizeof *response + sizeof mark && response->information == ((uint32_t)response->hint ^ 0x5A5A5A5A) && !memcmp(response + 1, &mark, sizeof mark);
}

static STATUS invoke(VOLUME *volume, REQUEST_HEAD *request, RESPONSE *response)
{
    BOOL guarded = volume->guarded;
    if (guarded)
        EnterCriticalSection(&guard);
    STATUS status = volume->operations[request->kind](volume->fs, request, response);
    if (guarded)
        LeaveCriticalSection(&guard);
    return status;
}

static DWORD WINAPI serve(void *parameter)
{
    VOLUME *volume = serving_volume = ((void **)parameter)[0];
    RESPONSE *response = ((void **)parameter)[1];
    REQUEST_HEAD *head = calloc(1, ROOM);
    CALL *call = (CALL *)(head + 1);
    free(parameter);
    while ((serving = take(volume)) != NULL) {
        REQUEST *request = serving;
        *head = (REQUEST_HEAD) { .version = 1, .size = sizeof *head + sizeof *call + request->size, .kind = request->kind, .hint = request->hint };
        *call = (CALL) { .slot = request->slot, .from = (uint64_t)request->memory, .size = request->size };
        memcpy(call->arguments, request->arguments, sizeof call->arguments);
        memcpy(call->memory, request->memory, request->size);
        *response = (RESPONSE) { .size = sizeof *response, .kind = request->kind, .hint = request->hint };
        STATUS status = invoke(volume, head, response);
        /* the memory is used again for the next request, and whoever kept a pointer is to notice */
        memset(head, 0xDD, ROOM);
        memset(response, 0xDD, ROOM);
        memset(request->memory, 0xDD, request->size);
        enter();
        if (status != PENDING) {
            end(request, status, NULL);
            request->performed = TRUE;
        }
        request->returned = TRUE;
        WakeAllConditionVariable(&answered);
        leave();
    }
    if (InterlockedDecrement((LONG *)&volume->serving) == 0 && volume->table[SLOT_STOPPED])
        ((void (*)(FILE_SYSTEM *, uint8_t))volume->table[SLOT_STOPPED])(volume->fs, !volume->lost);
    return 0;
}

static void stop(VOLUME *volume, BOOL lost)
{
    if (serving_volume == volume) {
        violate(V_STOP);
        return;
    }
    enter();
    volume->running = FALSE;
    volume->lost |= lost;
    for (REQUEST *request = volume->requests; request; request = request->next)
        give_up(request);
    WakeAllConditionVariable(&asked);
    leave();
    for (int i = 0; i < volume->count; i++)
        WaitForSingleObject(volume->threads[i], INFINITE);
}

EXPORT STATUS FspVersion(uint32_t *version) { *version = 0x00020001; return 0; }

EXPORT STATUS FspFileSystemPreflight(wchar_t *device, wchar_t *at)
{
    STATUS status = refusal(0);
    enter();
    if (status == 0 && at && find(at))
        status = COLLISION;
    leave();
    return status;
}

EXPORT STATUS FspFileSystemCreate(wchar_t *device, PARAMETERS *parameters, void **table, FILE_SYSTEM **created)
{
    STATUS status = refusal(1);
    if (status)
        return status;
    if (parameters->version != sizeof(PARAMETERS) || wcscmp(device, *parameters->prefix ? L"WinFsp.Net" : L"WinFsp.Disk"))
        violate(V_PARAMETERS);
    VOLUME *volume = calloc(1, sizeof(VOLUME));
    *created = volume->fs = calloc(1, sizeof(FILE_SYSTEM));
    volume->table = table;
    volume->parameters = *parameters;
    volume->guarded = TRUE;
    for (int kind = 0; kind < KINDS; kind++)
        volume->operations[kind] = perform;
    enter();
    volume->next = volumes;
    volumes = volume;
    alive++;
    leave();
    return 0;
}

EXPORT void FspFileSystemDelete(FILE_SYSTEM *fs)
{
    VOLUME *volume = of(fs);
    if (!volume)
        return;
    if (volume->running)
        violate(V_RUNNING);
    enter();
    volume->deleted = TRUE;
    alive--;
    /* never freed: what touches it after its end is to be found out, not to crash */
    memset(fs, 0xDD, sizeof *fs);
    leave();
    tell("= gone");
}

EXPORT STATUS FspFileSystemSetMountPoint(FILE_SYSTEM *fs, wchar_t *at)
{
    VOLUME *volume = of(fs);
    STATUS status = refusal(2);
    wchar_t letter[3] = L"Z:";
    if (!volume || status)
        return volume ? status : NOT_FOUND;
    enter();
    if (!at || !wcscmp(at, L"*:"))
        for (at = letter; find(letter); letter[0]--);
    if (find(at))
        status = COLLISION;
    else
        wcsncpy(volume->at, at, 511);
    leave();
    return status;
}

EXPORT wchar_t *FspFileSystemMountPointF(FILE_SYSTEM *fs) { VOLUME *volume = of(fs); return volume && *volume->at ? volume->at : NULL; }

EXPORT STATUS FspFileSystemStartDispatcher(FILE_SYSTEM *fs, uint32_t threads)
{
    VOLUME *volume = of(fs);
    STATUS status = refusal(3);
    if (!volume || status)
        return volume ? status : NOT_FOUND;
    threads = threads == 0 ? 4 : threads < 2 ? 2 : threads > MAX_THREADS ? MAX_THREADS : threads;
    volume->count = volume->serving = (int)threads;
    volume->running = TRUE;
    for (int i = 0; i < volume->count; i++) {
        volume->responses[i] = calloc(1, ROOM);
        void **parameter = malloc(2 * sizeof(void *));
        parameter[0] = volume;
        parameter[1] = volume->responses[i];
        volume->threads[i] = CreateThread(NULL, 0, serve, parameter, 0, NULL);
    }
    play(fs);
    return 0;
}

EXPORT void FspFileSystemStopDispatcher(FILE_SYSTEM *fs) { VOLUME *volume = of(fs); if (volume) stop(volume, FALSE); }
EXPORT void FspFileSystemSetOperationGuardF(FILE_SYSTEM *fs, void *on, void *off) { VOLUME *volume = of(fs); if (volume) volume->guarded = on != NULL; }
EXPORT void FspFileSystemSetOperationF(FILE_SYSTEM *fs, uint32_t kind, OPERATION operation) { VOLUME *volume = of(fs); if (volume) volume->operations[kind] = operation; }
EXPORT uint32_t FspFileSystemOperationProcessIdF(void) { if (!serving) violate(V_OUTSIDE); return serving ? serving->process : 0; }

#define OPERATION_OF(kind) EXPORT STATUS FspFileSystemOp##kind(FILE_SYSTEM *fs, REQUEST_HEAD *request, RESPONSE *response) { return perform(fs, request, response); }
OPERATION_OF(Create)
OPERATION_OF(Overwrite)
OPERATION_OF(Cleanup)
OPERATION_OF(Read)
OPERATION_OF(Write)
OPERATION_OF(QueryInformation)
OPERATION_OF(SetInformation)
OPERATION_OF(FlushBuffers)
OPERATION_OF(QueryDirectory)
OPERATION_OF(FileSystemControl)

EXPORT void FspFileSystemSendResponse(FILE_SYSTEM *fs, RESPONSE *response)
{
    VOLUME *volume = of(fs);
    if (!volume)
        return;
    for (int i = 0; i < volume->count; i++)
        if (response == volume->responses[i])
            violate(V_BORROWED);
    enter();
    REQUEST *request = asked_for(volume, response->hint);
    BOOL whole = marked(response), later = response->kind == KIND_READ || response->kind == KIND_WRITE || response->kind == KIND_LIST;
    if (request && (response->kind != request->kind || !(whole || (later && response->size == sizeof *response))))
        violate(V_MALFORMED);
    if (request && !request->ended)
        end(request, response->status, whole ? NULL : response);
    else {
        unsigned i = 0;
        while (i < GIVEN_UP && given_up[i] != response->hint)
            i++;
        if (i == GIVEN_UP)
            violate(V_UNKNOWN);
        else
            given_up[i] = 0;
    }
    leave();
}

EXPORT BOOLEAN FspFileSystemAddDirInfo(DIR_RECORD *record, uint8_t *buffer, uint32_t length, uint32_t *used)
{
    static const uint16_t nothing;
    uint32_t size = record ? record->size : sizeof nothing, aligned = record ? (size + 7) & ~7u : size;
    if (*used + aligned > length)
        return FALSE;
    memcpy(buffer + *used, record ? (const void *)record : &nothing, size);
    *used += aligned;
    return TRUE;
}

EXPORT STATUS FspFileSystemNotifyBegin(FILE_SYSTEM *fs, uint32_t milliseconds)
{
    VOLUME *volume = of(fs);
    if (!volume || volume->renames)
        return CANNOT_WAIT;
    InterlockedIncrement((LONG *)&volume->notifying);
    return 0;
}

EXPORT STATUS FspFileSystemNotifyEnd(FILE_SYSTEM *fs)
{
    VOLUME *volume = of(fs);
    if (volume && InterlockedDecrement((LONG *)&volume->notifying) < 0)
        violate(V_UNBALANCED);
    return 0;
}

EXPORT STATUS FspFileSystemNotify(FILE_SYSTEM *fs, uint8_t *records, size_t size)
{
    VOLUME *volume = of(fs);
    if (!volume || volume->notifying <= 0)
        violate(V_UNBALANCED);
    enter();
    for (size_t at = 0; volume && at < size;) {
        NOTIFY_RECORD *record = (NOTIFY_RECORD *)(records + at);
        size_t length = (record->size - 12) / sizeof(wchar_t);
        if (record->size < 14 || at + record->size > size || length > 1023 || record->path[0] != L'\\' || wmemchr(record->path, 0, length)) {
            violate(V_NOTIFY);
            break;
        }
        if (volume->notices < MAX_NOTICES) {
            int i = (volume->first + volume->notices++) % MAX_NOTICES;
            volume->notice[i].filter = record->filter;
            volume->notice[i].action = record->action;
            wmemcpy(volume->notice[i].path, record->path, length);
            volume->notice[i].path[length] = 0;
        }
        at += (record->size + 7) & ~(size_t)7;
    }
    leave();
    return 0;
}

EXPORT FILE_SYSTEM *SimFind(wchar_t *at) { enter(); VOLUME *volume = find(at); leave(); return volume ? volume->fs : NULL; }
EXPORT void SimParameters(FILE_SYSTEM *fs, PARAMETERS *parameters) { *parameters = look(fs)->parameters; }
EXPORT void SimLose(FILE_SYSTEM *fs) { VOLUME *volume = look(fs); if (volume) stop(volume, TRUE); }
EXPORT void SimRefuse(uint32_t function, STATUS status) { refusals[function] = status; }
EXPORT uint32_t SimTakeViolations(void) { return __atomic_exchange_n(&violations, 0, __ATOMIC_SEQ_CST); }
EXPORT int SimAlive(void) { return alive; }

EXPORT STATUS SimCall(FILE_SYSTEM *fs, uint32_t slot, uint32_t kind, uint32_t process, uint64_t hint, uint64_t *arguments, uint8_t *memory, uint32_t size, RESPONSE *response)
{
    VOLUME *volume = look(fs);
    REQUEST request = { .slot = slot, .kind = kind, .process = process, .size = size, .hint = hint, .arguments = arguments, .memory = memory, .response = response };
    if (!volume || !volume->running)
        return DISMOUNTED;
    if (!volume->table[slot])
        return BAD_REQUEST;
    if (sizeof(REQUEST_HEAD) + sizeof(CALL) + size > ROOM)
        abort();
    enter();
    REQUEST **last = &volume->requests;
    while (*last)
        last = &(*last)->next;
    *last = &request;
    WakeConditionVariable(&asked);
    if (!volume->running)
        request.taken = request.returned = request.performed = request.ended = TRUE, request.status = DISMOUNTED;
    /* whoever asks has lent memory to the slot, which in the DLL is the DLL's own: until the slot returns it is not given back, also where the request was given up */
    while (!request.returned || !request.performed || !request.ended)
        if (!SleepConditionVariableCS(&answered, &gate, 60000)) {
            violate(V_NEVER);
            give_up(&request);
            request.performed = TRUE;
        }
    for (last = &volume->requests; *last != &request;)
        last = &(*last)->next;
    *last = request.next;
    leave();
    return request.status;
}

EXPORT int SimCancel(FILE_SYSTEM *fs, uint64_t hint)
{
    VOLUME *volume = look(fs);
    int found = 0;
    enter();
    for (REQUEST *request = volume ? volume->requests : NULL; request; request = request->next)
        if (request->hint == hint && !request->ended)
            give_up(request), found = 1;
    leave();
    return found;
}

EXPORT int SimTakeNotice(FILE_SYSTEM *fs, uint32_t *filter, uint32_t *action, wchar_t *path, uint32_t room)
{
    VOLUME *volume = look(fs);
    enter();
    int taken = volume && volume->notices > 0;
    if (taken) {
        *filter = volume->notice[volume->first].filter;
        *action = volume->notice[volume->first].action;
        wcsncpy(path, volume->notice[volume->first].path, room);
        volume->first = (volume->first + 1) % MAX_NOTICES;
        volume->notices--;
    }
    leave();
    return taken;
}
