/* What stands in for WinFsp in tests: the shapes that its documentation gives, and none of its code. x64 only. */
#pragma once
#include <windows.h>
#include <stdint.h>
#include <wchar.h>

typedef int32_t STATUS;
#define EXPORT __declspec(dllexport)
#define PENDING 0x103
#define NOT_FOUND ((STATUS)0xC0000034)
#define COLLISION ((STATUS)0xC0000035)
#define CANCELLED ((STATUS)0xC0000120)
#define DISMOUNTED ((STATUS)0xC000026E)
#define CANNOT_WAIT ((STATUS)0xC00000D8)
#define BAD_REQUEST ((STATUS)0xC0000010)

enum { SLOT_SECURITY = 2, SLOT_CREATE = 3, SLOT_OPEN = 4, SLOT_OVERWRITE = 5, SLOT_CLEANUP = 6, SLOT_CLOSE = 7, SLOT_READ = 8, SLOT_WRITE = 9,
    SLOT_RENAME = 15, SLOT_GET_SECURITY = 16, SLOT_SET_SECURITY = 17, SLOT_LIST = 18, SLOT_STOPPED = 32 };
enum { KIND_CREATE = 1, KIND_OVERWRITE = 2, KIND_CLEANUP = 3, KIND_CLOSE = 4, KIND_READ = 5, KIND_WRITE = 6, KIND_LIST = 14, KINDS = 32 };
enum { V_MALFORMED = 1, V_UNKNOWN = 2, V_BORROWED = 4, V_DELETED = 8, V_STOP = 16, V_RUNNING = 32, V_NOTIFY = 64, V_UNBALANCED = 128, V_NEVER = 256,
    V_OUTSIDE = 512, V_PARAMETERS = 1024, V_HELD = 2048 };

typedef struct { uint32_t attributes, tag; uint64_t allocation, size, times[4], index; uint32_t links, ea; } FILE_INFO;
typedef struct { FILE_INFO info; wchar_t *name; uint16_t name_size; } OPEN_INFO;
typedef struct { uint16_t size; uint16_t pad[3]; FILE_INFO info; uint64_t next[3]; wchar_t name[]; } DIR_RECORD;
typedef struct { uint16_t size; uint16_t pad; uint32_t filter, action; wchar_t path[]; } NOTIFY_RECORD;
typedef struct { uint16_t version, size; uint32_t kind; uint64_t hint; uint8_t rest[72]; } REQUEST_HEAD;
typedef struct { uint16_t version, size; uint32_t kind; uint64_t hint; uint32_t information; STATUS status; FILE_INFO info; uint8_t rest[32]; } RESPONSE;
typedef struct { uint16_t version, sector, unit, component; uint64_t created; uint32_t serial, transact, irp, capacity, info_timeout, flags;
    wchar_t prefix[192], name[16]; uint32_t rest[12]; } PARAMETERS;
typedef struct { uint16_t version; void *user; uint8_t rest[776]; } FILE_SYSTEM;
typedef STATUS (*OPERATION)(FILE_SYSTEM *, REQUEST_HEAD *, RESPONSE *);

/* What follows the head of a request here. What of the arguments points into the request's own memory does so in whatever copy of the request is being performed. */
typedef struct { uint64_t slot, from, size, arguments[10]; uint8_t memory[]; } CALL;

/* What an operation appends to its answer, which whoever sends it has to pad. */
typedef struct { uint8_t mark[8]; } MARK;
enum { MARK_SIZE = 3 };

_Static_assert(sizeof(FILE_INFO) == 72 && sizeof(OPEN_INFO) == 88 && sizeof(DIR_RECORD) == 104 && sizeof(RESPONSE) == 128, "shapes");
_Static_assert(sizeof(REQUEST_HEAD) == 88 && sizeof(PARAMETERS) == 504 && sizeof(FILE_SYSTEM) == 792, "shapes");

EXPORT STATUS SimCall(FILE_SYSTEM *fs, uint32_t slot, uint32_t kind, uint32_t process, uint64_t hint, uint64_t *arguments, uint8_t *memory, uint32_t size, RESPONSE *response);
EXPORT BOOLEAN FspFileSystemAddDirInfo(DIR_RECORD *record, uint8_t *buffer, uint32_t length, uint32_t *used);

/* Plays what OBJECTFS_WINFSP_SCRIPT says, if it says anything, from a thread of its own. */
void play(FILE_SYSTEM *fs);
void tell(const char *what);
