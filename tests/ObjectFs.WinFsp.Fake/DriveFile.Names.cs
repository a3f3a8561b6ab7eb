using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <content>What goes by names: deleting, renaming, listing, links.</content>
internal sealed unsafe partial class DriveFile
{
    private const int LinkRoom = 16256;
    private const int RecordHeader = 104;

    /// <summary>FileDispositionInformation: DeleteFile and RemoveDirectory, up to their CloseHandle.</summary>
    public NtStatus SetDelete(bool delete = true)
    {
        var status = Query();
        if (status >= 0 && (Info.Attributes & FileAttributes.ReadOnly) != 0)
            return NtStatus.CannotDelete;
        using Requested requested = new(Name);
        status = drive.Call(Slot.SetDelete, requested, [(ulong)Context, requested[0], delete ? 1UL : 0]);
        if (status >= 0)
            IsDeletedOnClose = delete;
        return status;
    }

    /// <summary>MoveFileEx: the directory to move into is opened, the name in it looked at, and then it is renamed.</summary>
    public NtStatus Rename(string to, bool replace)
    {
        var status = DrivePaths.Check(to);
        if (status < 0)
            return status;
        status = drive.Create(DrivePaths.Parent(to), Disposition.Open, Access.WriteData, out var directory);
        if (status < 0)
            return status == NtStatus.ObjectNameNotFound ? NtStatus.ObjectPathNotFound : status;
        using (directory)
        {
            var there = drive.Ask(to, out var attributes);
            if (replace && there < 0 && there is not (NtStatus.ObjectNameNotFound or NtStatus.ObjectPathNotFound))
                return there;
            if (replace && there >= 0 && (attributes & FileAttributes.ReadOnly) != 0)
                return NtStatus.CannotDelete;
            using Requested requested = new(Name, to);
            status = drive.Call(Slot.Rename, requested, [(ulong)Context, requested[0], requested[1], replace ? 1UL : 0]);
        }

        if (status >= 0)
            Name = to;
        return status;
    }

    /// <summary>FSCTL_GET_REPARSE_POINT: what a link says.</summary>
    public NtStatus ReadLink(out string target)
    {
        target = "";
        var buffer = (byte*)NativeMemory.AllocZeroed(LinkRoom);
        nuint size = LinkRoom;
        using Requested requested = new(Name);
        var status = drive.Call(Slot.GetReparsePoint, requested, [(ulong)Context, requested[0], (ulong)buffer, (ulong)&size]);
        if (status >= 0)
        {
            // REPARSE_DATA_BUFFER: tag, length of the data, then offset and length of the name to be resolved and of the one to be shown, flags, names
            var names = (char*)(buffer + 20);
            target = new string(names + (*(ushort*)(buffer + 8) / sizeof(char)), 0, *(ushort*)(buffer + 10) / sizeof(char));
            var shown = new string(names + (*(ushort*)(buffer + 12) / sizeof(char)), 0, *(ushort*)(buffer + 14) / sizeof(char));
            if (*(uint*)buffer != 0xA000000C || *(uint*)(buffer + 16) != 1 || *(ushort*)(buffer + 4) + 8 != (int)size || shown != target)
                drive.Complain($"{Name}: a link that Windows does not know");
        }

        NativeMemory.Free(buffer);
        return status;
    }

    /// <summary>The information of one name, as Explorer asks for it.</summary>
    public NtStatus Query(string leaf, out DirectoryEntry? entry)
    {
        const int Room = RecordHeader + (256 * sizeof(char));
        var record = (byte*)NativeMemory.AllocZeroed(Room);
        using Requested requested = new(leaf);
        var status = drive.Call(Slot.GetDirectoryInfoByName, requested, [(ulong)Context, requested[0], (ulong)record]);
        entry = status >= 0 ? Entry(record) : null;
        NativeMemory.Free(record);
        return status;
    }

    /// <summary>One NtQueryDirectoryFile: what is given of the listing after a name, in a buffer of so many bytes.</summary>
    public NtStatus List(string? marker, int room, out List<DirectoryEntry> entries, out bool isEnd)
    {
        entries = [];
        isEnd = false;
        var buffer = (byte*)NativeMemory.AllocZeroed((nuint)room + 1);
        uint used = 0;
        TransactResponse response = default;
        using Requested requested = new(null, marker);
        var status = drive.Call(
            Slot.ReadDirectory, requested, [(ulong)Context, 0, requested[1], (ulong)buffer, (ulong)room, (ulong)&used], TransactKind.QueryDirectory, response: &response);
        if (response.Size != 0)
            used = response.Information;
        if (status >= 0)
        {
            if (used > room)
                drive.Complain($"{Name}: {used} bytes listed into {room}");
            for (var at = 0; at < used && !isEnd; at += (*(ushort*)(buffer + at) + 7) & ~7)
            {
                isEnd = *(ushort*)(buffer + at) == 0;
                if (isEnd)
                    break;
                if (at + *(ushort*)(buffer + at) > used)
                {
                    drive.Complain($"{Name}: a record that the buffer does not hold");
                    break;
                }

                entries.Add(Entry(buffer + at));
            }
        }

        if (status != NtStatus.Cancelled)
            NativeMemory.Free(buffer);
        return status;
    }

    /// <summary>The whole listing, in buffers of so many bytes.</summary>
    public NtStatus ListAll(int room, out List<DirectoryEntry> entries)
    {
        entries = [];
        string? marker = null;
        while (true)
        {
            var status = List(marker, room, out var some, out var isEnd);
            if (status < 0)
                return status;
            entries.AddRange(some);
            if (isEnd)
                return status;
            if (some.Count == 0)
            {
                drive.Complain($"{Name}: a listing that neither goes on nor ends in {room} bytes");
                return NtStatus.InvalidBufferSize;
            }

            marker = some[^1].Name;
        }
    }

    private DirectoryEntry Entry(byte* record)
    {
        var info = (DirectoryInfo*)record;
        var name = new string((char*)(record + RecordHeader), 0, (info->Size - RecordHeader) / sizeof(char));
        drive.Check(info->Info, $"list {Name}: {name}");
        return new(name, info->Info);
    }
}
