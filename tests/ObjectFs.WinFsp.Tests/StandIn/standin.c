/* Stands in for winfsp-x64.dll and its driver: keeps a file system's table and calls it from threads of its own. The Sim functions are the driver's side, for tests. */
#include "volume.h"
#include <stdlib.h>
#include <string.h>

static STATUS refusal(int function) { STATUS status = refusals[function]; refusals[function] = 0; return status; }

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
