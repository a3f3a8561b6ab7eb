using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <content>The table (FSP_FILE_SYSTEM_INTERFACE): each callback only packs what it was called with. BOOLEAN is a byte.</content>
internal sealed unsafe partial class Volume
{
    private static nint* Table()
    {
        var table = (nint*)NativeMemory.AllocZeroed((nuint)Slot.Count, (nuint)sizeof(nint));
        table[(int)Slot.GetVolumeInfo] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, VolumeInfo*, NtStatus>)&OnGetVolumeInfo;
        table[(int)Slot.GetSecurityByName] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, char*, FileAttributes*, void*, nuint*, NtStatus>)&OnGetSecurityByName;
        table[(int)Slot.Create] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, char*, CreateOptions, AccessRights, uint, void*, ulong, nint*, FileInfo*, NtStatus>)&OnCreate;
        table[(int)Slot.Open] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, char*, CreateOptions, AccessRights, nint*, FileInfo*, NtStatus>)&OnOpen;
        table[(int)Slot.Overwrite] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, uint, byte, ulong, FileInfo*, NtStatus>)&OnOverwrite;
        table[(int)Slot.Cleanup] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, char*, CleanupFlags, void>)&OnCleanup;
        table[(int)Slot.Close] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, void>)&OnClose;
        table[(int)Slot.Read] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, void*, ulong, uint, uint*, NtStatus>)&OnRead;
        table[(int)Slot.Write] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, void*, ulong, uint, byte, byte, uint*, FileInfo*, NtStatus>)&OnWrite;
        table[(int)Slot.Flush] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, FileInfo*, NtStatus>)&OnFlush;
        table[(int)Slot.GetFileInfo] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, FileInfo*, NtStatus>)&OnGetFileInfo;
        table[(int)Slot.SetBasicInfo] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, uint, ulong, ulong, ulong, ulong, FileInfo*, NtStatus>)&OnSetBasicInfo;
        table[(int)Slot.SetFileSize] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, ulong, byte, FileInfo*, NtStatus>)&OnSetFileSize;
        table[(int)Slot.Rename] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, char*, char*, byte, NtStatus>)&OnRename;
        table[(int)Slot.GetSecurity] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, void*, nuint*, NtStatus>)&OnGetSecurity;
        table[(int)Slot.SetSecurity] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, uint, void*, NtStatus>)&OnSetSecurity;
        table[(int)Slot.ReadDirectory] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, char*, char*, void*, uint, uint*, NtStatus>)&OnReadDirectory;
        table[(int)Slot.GetReparsePoint] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, char*, void*, nuint*, NtStatus>)&OnGetReparsePoint;
        table[(int)Slot.GetDirectoryInfoByName] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, char*, DirectoryInfo*, NtStatus>)&OnGetDirectoryInfoByName;
        table[(int)Slot.SetDelete] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, nint, char*, byte, NtStatus>)&OnSetDelete;
        table[(int)Slot.DispatcherStopped] = (nint)(delegate* unmanaged[Cdecl]<FileSystem*, byte, void>)&OnDispatcherStopped;
        return table;
    }

    private static NtStatus Serve(FileSystem* fileSystem, Slot slot, Call call) => Of(fileSystem).Serve(slot, ref call);

    private static Volume Of(FileSystem* fileSystem) => (Volume)GCHandle.FromIntPtr(fileSystem->UserContext).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnRequest(FileSystem* fileSystem, TransactRequest* request, TransactResponse* response) => Of(fileSystem)._requests.Take(fileSystem, request, response);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnGetVolumeInfo(FileSystem* fileSystem, VolumeInfo* info) => Serve(fileSystem, Slot.GetVolumeInfo, new Call { Buffer = info });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnGetSecurityByName(FileSystem* fileSystem, char* path, FileAttributes* attributes, void* descriptor, nuint* size) =>
        Serve(fileSystem, Slot.GetSecurityByName, new Call { Path = path, FileAttributes = attributes, Buffer = descriptor, Size = size });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnCreate(
        FileSystem* fileSystem, char* path, CreateOptions options, AccessRights access, uint attributes, void* descriptor, ulong allocation, nint* context, FileInfo* info) =>
        Serve(fileSystem, Slot.Create, new Call { Path = path, Options = options, Access = access, Attributes = attributes, NewContext = context, Info = info });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnOpen(FileSystem* fileSystem, char* path, CreateOptions options, AccessRights access, nint* context, FileInfo* info) =>
        Serve(fileSystem, Slot.Open, new Call { Path = path, Options = options, Access = access, NewContext = context, Info = info });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnOverwrite(FileSystem* fileSystem, nint context, uint attributes, byte replaceAttributes, ulong allocation, FileInfo* info) =>
        Serve(fileSystem, Slot.Overwrite, new Call { Context = context, Info = info });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnCleanup(FileSystem* fileSystem, nint context, char* path, CleanupFlags flags) =>
        Serve(fileSystem, Slot.Cleanup, new Call { Context = context, Path = path, Cleanup = flags });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnClose(FileSystem* fileSystem, nint context) => Serve(fileSystem, Slot.Close, new Call { Context = context });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnRead(FileSystem* fileSystem, nint context, void* buffer, ulong offset, uint length, uint* count) =>
        Serve(fileSystem, Slot.Read, new Call { Context = context, Buffer = buffer, Offset = offset, Length = length, Count = count });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnWrite(FileSystem* fileSystem, nint context, void* buffer, ulong offset, uint length, byte toEnd, byte constrained, uint* count, FileInfo* info) =>
        Serve(fileSystem, Slot.Write, new Call
        {
            Context = context,
            Buffer = buffer,
            Offset = offset,
            Length = length,
            ToEnd = toEnd != 0,
            Constrained = constrained != 0,
            Count = count,
            Info = info,
        });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnFlush(FileSystem* fileSystem, nint context, FileInfo* info) => Serve(fileSystem, Slot.Flush, new Call { Context = context, Info = info });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnGetFileInfo(FileSystem* fileSystem, nint context, FileInfo* info) => Serve(fileSystem, Slot.GetFileInfo, new Call { Context = context, Info = info });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnSetBasicInfo(
        FileSystem* fileSystem, nint context, uint attributes, ulong creationTime, ulong lastAccessTime, ulong lastWriteTime, ulong changeTime, FileInfo* info) =>
        Serve(fileSystem, Slot.SetBasicInfo, new Call { Context = context, Attributes = attributes, LastWriteTime = lastWriteTime, Info = info });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnSetFileSize(FileSystem* fileSystem, nint context, ulong size, byte isAllocation, FileInfo* info) =>
        Serve(fileSystem, Slot.SetFileSize, new Call { Context = context, Offset = size, IsAllocation = isAllocation != 0, Info = info });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnRename(FileSystem* fileSystem, nint context, char* path, char* newPath, byte replace) =>
        Serve(fileSystem, Slot.Rename, new Call { Context = context, Path = path, NewPath = newPath, Replace = replace != 0 });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnGetSecurity(FileSystem* fileSystem, nint context, void* descriptor, nuint* size) =>
        Serve(fileSystem, Slot.GetSecurity, new Call { Context = context, Buffer = descriptor, Size = size });

    /// <summary>Who may come in is not to be changed from outside.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnSetSecurity(FileSystem* fileSystem, nint context, uint information, void* modification) => NtStatus.AccessDenied;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnReadDirectory(FileSystem* fileSystem, nint context, char* pattern, char* marker, void* buffer, uint length, uint* count) =>
        Serve(fileSystem, Slot.ReadDirectory, new Call { Context = context, Path = marker, Buffer = buffer, Length = length, Count = count });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnGetReparsePoint(FileSystem* fileSystem, nint context, char* path, void* buffer, nuint* size) =>
        Serve(fileSystem, Slot.GetReparsePoint, new Call { Context = context, Buffer = buffer, Size = size });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnGetDirectoryInfoByName(FileSystem* fileSystem, nint context, char* name, DirectoryInfo* info) =>
        Serve(fileSystem, Slot.GetDirectoryInfoByName, new Call { Context = context, Path = name, Buffer = info });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NtStatus OnSetDelete(FileSystem* fileSystem, nint context, char* path, byte delete) =>
        Serve(fileSystem, Slot.SetDelete, new Call { Context = context, Path = path, Delete = delete != 0 });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDispatcherStopped(FileSystem* fileSystem, byte normally)
    {
        var volume = Of(fileSystem);
        if (normally == 0)
        {
            Log.DriverGone(volume._logger);
            volume.DriverGone?.Invoke();
        }
    }
}
