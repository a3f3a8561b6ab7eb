#include "volume.h"

CRITICAL_SECTION gate, guard;
CONDITION_VARIABLE asked, answered;
VOLUME *volumes;
int alive;
uint32_t violations;
STATUS refusals[4];

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

void enter(void) { EnterCriticalSection(&gate); }
void leave(void) { LeaveCriticalSection(&gate); }
void violate(uint32_t what) { __atomic_or_fetch(&violations, what, __ATOMIC_SEQ_CST); }

VOLUME *look(FILE_SYSTEM *fs)
{
    enter();
    VOLUME *volume = volumes;
    while (volume && (volume->fs != fs || volume->deleted))
        volume = volume->next;
    leave();
    return volume;
}

VOLUME *of(FILE_SYSTEM *fs)
{
    VOLUME *volume = look(fs);
    if (!volume)
        violate(V_DELETED);
    return volume;
}

VOLUME *find(const wchar_t *at)
{
    VOLUME *volume = volumes;
    while (volume && (volume->deleted || (_wcsicmp(volume->at, at) && (!*volume->parameters.prefix || _wcsicmp(volume->parameters.prefix, at)))))
        volume = volume->next;
    return volume;
}
