/* Requests, from the driver's asking to the file system's answer, and the threads of the dispatcher. */
#include "volume.h"
#include <stdlib.h>
#include <string.h>

#define GIVEN_UP 65536

typedef uint64_t (*SLOT)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);

static uint64_t given_up[GIVEN_UP];
static unsigned next_given_up;
static __thread VOLUME *serving_volume;
static __thread REQUEST *serving;

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

void give_up(REQUEST *request)
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

STATUS perform(FILE_SYSTEM *fs, REQUEST_HEAD *request, RESPONSE *response)
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

DWORD WINAPI serve(void *parameter)
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

void stop(VOLUME *volume, BOOL lost)
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
