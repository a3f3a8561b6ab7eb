/* The driver's side, for tests. */
#include "volume.h"
#include <stdlib.h>

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
