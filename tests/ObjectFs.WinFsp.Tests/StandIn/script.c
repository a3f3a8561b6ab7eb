/* A program that uses the drive, for where nobody else does: the lines of the file that OBJECTFS_WINFSP_SCRIPT names are "list PATH", "read PATH" and "write PATH TEXT".
   It says what came of each, when all is done, and when the drive is gone. */
#include "standin.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUFFER 4096

static uint64_t next_hint = 1u << 31;

static STATUS ask(FILE_SYSTEM *fs, uint32_t slot, uint32_t kind, const wchar_t *text, uint64_t *arguments, int place, RESPONSE *response)
{
    wchar_t memory[1024] = { 0 };
    if (text) {
        wcsncpy(memory, text, 1023);
        arguments[place] = (uint64_t)memory;
    }
    arguments[0] = (uint64_t)fs;
    return SimCall(fs, slot, kind, GetCurrentProcessId(), InterlockedIncrement64((LONG64 *)&next_hint), arguments, (uint8_t *)memory, sizeof memory, response);
}

static STATUS open_file(FILE_SYSTEM *fs, const wchar_t *path, uint32_t options, uint32_t access, uint64_t *file)
{
    uint32_t attributes = 0;
    uint8_t descriptor[1024];
    size_t size = sizeof descriptor;
    STATUS status = ask(fs, SLOT_SECURITY, KIND_CREATE, path, (uint64_t[10]) { 0, 0, (uint64_t)&attributes, (uint64_t)descriptor, (uint64_t)&size }, 1, NULL);
    if (status < 0)
        return status;
    if ((attributes & FILE_ATTRIBUTE_READONLY) && (access & 6))
        return (STATUS)0xC0000022;
    wchar_t name[8128];
    OPEN_INFO info = { .name = name, .name_size = sizeof name };
    return ask(fs, SLOT_OPEN, KIND_CREATE, path, (uint64_t[10]) { 0, 0, options, access, (uint64_t)file, (uint64_t)&info }, 1, NULL);
}

static void close_file(FILE_SYSTEM *fs, uint64_t file)
{
    ask(fs, SLOT_CLEANUP, KIND_CLEANUP, NULL, (uint64_t[10]) { 0, file }, 0, NULL);
    ask(fs, SLOT_CLOSE, KIND_CLOSE, NULL, (uint64_t[10]) { 0, file }, 0, NULL);
}

static STATUS read_file(FILE_SYSTEM *fs, const wchar_t *path)
{
    uint64_t file, offset = 0;
    STATUS status = open_file(fs, path, 0x01000040, 0x120089, &file);
    if (status < 0)
        return status;
    for (;;) {
        char buffer[BUFFER];
        uint32_t count = 0;
        RESPONSE response = { 0 };
        status = ask(fs, SLOT_READ, KIND_READ, NULL, (uint64_t[10]) { 0, file, (uint64_t)buffer, offset, BUFFER, (uint64_t)&count }, 0, &response);
        if (response.size)
            count = response.information;
        if (status < 0 || count == 0)
            break;
        fwrite(buffer, 1, count, stdout);
        offset += count;
    }
    close_file(fs, file);
    return status == (STATUS)0xC0000011 ? 0 : status;
}

static STATUS write_file(FILE_SYSTEM *fs, const wchar_t *path, const char *text)
{
    uint64_t file;
    FILE_INFO info = { 0 };
    RESPONSE response = { 0 };
    uint32_t count = 0;
    char line[BUFFER];
    STATUS status = open_file(fs, path, 0x05000040, 0x120116, &file);
    if (status < 0)
        return status;
    status = ask(fs, SLOT_OVERWRITE, KIND_OVERWRITE, NULL, (uint64_t[10]) { 0, file, FILE_ATTRIBUTE_ARCHIVE, 0, 0, (uint64_t)&info }, 0, NULL);
    if (status < 0) {
        ask(fs, SLOT_CLOSE, KIND_CLOSE, NULL, (uint64_t[10]) { 0, file }, 0, NULL);
        return status;
    }
    int length = snprintf(line, sizeof line, "%s\r\n", text);
    status = ask(fs, SLOT_WRITE, KIND_WRITE, NULL, (uint64_t[10]) { 0, file, (uint64_t)line, 0, length, 0, 0, (uint64_t)&count, (uint64_t)&info }, 0, &response);
    close_file(fs, file);
    return status;
}

static STATUS list_directory(FILE_SYSTEM *fs, const wchar_t *path)
{
    uint64_t file;
    wchar_t marker[256] = { 0 };
    BOOL ended = FALSE;
    STATUS status = open_file(fs, path, 0x01000001, 0x100081, &file);
    if (status < 0)
        return status;
    while (!ended && status >= 0) {
        _Alignas(8) uint8_t buffer[BUFFER];
        uint32_t used = 0;
        RESPONSE response = { 0 };
        status = ask(fs, SLOT_LIST, KIND_LIST, *marker ? marker : NULL, (uint64_t[10]) { 0, file, 0, 0, (uint64_t)buffer, BUFFER, (uint64_t)&used }, 3, &response);
        if (response.size)
            used = response.information;
        ended = used == 0;
        for (uint32_t at = 0; status >= 0 && at < used && !ended;) {
            DIR_RECORD *record = (DIR_RECORD *)(buffer + at);
            ended = record->size == 0;
            if (ended)
                break;
            int length = (record->size - 104) / (int)sizeof(wchar_t);
            wmemcpy(marker, record->name, length);
            marker[length] = 0;
            printf("%ls%s\n", marker, record->info.attributes & FILE_ATTRIBUTE_DIRECTORY ? "\\" : "");
            at += (record->size + 7) & ~7u;
        }
    }
    close_file(fs, file);
    return status;
}

void tell(const char *what)
{
    if (!getenv("OBJECTFS_WINFSP_SCRIPT"))
        return;
    puts(what);
    fflush(stdout);
}

static DWORD WINAPI run(void *fs)
{
    char line[BUFFER];
    FILE *script = fopen(getenv("OBJECTFS_WINFSP_SCRIPT"), "r");
    while (script && fgets(line, sizeof line, script)) {
        char *saved = NULL, *verb = strtok_r(line, " \r\n", &saved), *path = strtok_r(NULL, " \r\n", &saved), *text = strtok_r(NULL, "\r\n", &saved);
        wchar_t wide[1024] = { 0 };
        if (!verb || !path)
            continue;
        MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, 1023);
        printf("> %s %s\n", verb, path);
        STATUS status = !strcmp(verb, "list") ? list_directory(fs, wide) : !strcmp(verb, "read") ? read_file(fs, wide) : write_file(fs, wide, text ? text : "");
        printf("= %08X\n", (unsigned)status);
        fflush(stdout);
    }
    tell("= played");
    return 0;
}

void play(FILE_SYSTEM *fs)
{
    if (getenv("OBJECTFS_WINFSP_SCRIPT"))
        CloseHandle(CreateThread(NULL, 0, run, fs, 0, NULL));
}
