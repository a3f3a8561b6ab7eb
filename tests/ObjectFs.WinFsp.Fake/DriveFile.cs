using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <summary>An open file or directory of a drive. Disposing it is what the last CloseHandle does: Cleanup, then Close.</summary>
internal sealed unsafe partial class DriveFile(Drive drive, nint context, string name, FileInfo info) : IDisposable
{
    private const uint UnchangedAttributes = uint.MaxValue;
    private const ulong ToEnd = ulong.MaxValue;

    private readonly ConcurrentQueue<(nint Memory, int Length)> _givenUp = new();
    private bool _isCleaned;
    private bool _isClosed;

    /// <summary>The file system's own number for it.</summary>
    public nint Context { get; } = context;

    /// <summary>The path, as it is shown.</summary>
    public string Name { get; private set; } = name;

    /// <summary>What was last told of it.</summary>
    public FileInfo Info { get; private set; } = info;

    public bool IsNew { get; init; }

    public bool IsDeletedOnClose { get; set; }

    public Access Access { get; init; }

    /// <summary>ReadFile. Bytes read; at the end STATUS_END_OF_FILE.</summary>
    public NtStatus Read(ulong offset, Span<byte> buffer, out int count) => Read(offset, buffer, out count, Drive.NextHint());

    /// <summary>The same with a number by which it can be given up.</summary>
    public NtStatus Read(ulong offset, Span<byte> buffer, out int count, ulong hint)
    {
        var memory = (byte*)NativeMemory.AllocZeroed((nuint)buffer.Length + 1);
        uint done = 0;
        TransactResponse response = default;
        using Requested none = new();
        var status = drive.Call(
            Slot.Read, none, [(ulong)Context, (ulong)memory, offset, (ulong)buffer.Length, (ulong)&done], TransactKind.Read, hint, response: &response);
        if (response.Size != 0)
            done = response.Information;
        if (done > buffer.Length)
            drive.Complain($"{Name}: {done} bytes read into {buffer.Length}");
        count = status >= 0 ? (int)Math.Min(done, (uint)buffer.Length) : 0;
        new ReadOnlySpan<byte>(memory, count).CopyTo(buffer);

        // a request that was given up may be answered yet
        if (status == NtStatus.Cancelled)
            _givenUp.Enqueue(((nint)memory, buffer.Length));
        else
            NativeMemory.Free(memory);
        return status;
    }

    /// <summary>The driver gives a read up, as when its process ends.</summary>
    public bool Cancel(ulong hint) => StandIn.Cancel(drive.FileSystem, hint) != 0;

    /// <summary>WriteFile.</summary>
    /// <param name="offset">Where to; <see cref="ulong.MaxValue"/> for the end.</param>
    /// <param name="data">What.</param>
    /// <param name="count">Bytes written.</param>
    /// <param name="constrained">The write is one of the memory manager's, and does not make the file longer.</param>
    public NtStatus Write(ulong offset, ReadOnlySpan<byte> data, out int count, bool constrained = false)
    {
        var memory = (byte*)NativeMemory.AllocZeroed((nuint)data.Length + 1);
        data.CopyTo(new Span<byte>(memory, data.Length));
        uint done = 0;
        TransactResponse response = default;

        // as the DLL hands it over: with whatever is on its stack
        FileInfo info;
        NativeMemory.Fill(&info, (nuint)sizeof(FileInfo), 0xDD);
        using Requested none = new();
        var status = drive.Call(
            Slot.Write,
            none,
            [(ulong)Context, (ulong)memory, offset, (ulong)data.Length, offset == ToEnd ? 1UL : 0, constrained ? 1UL : 0, (ulong)&done, (ulong)&info],
            TransactKind.Write,
            response: &response);
        if (response.Size != 0)
            (done, info) = (response.Information, response.Info);
        NativeMemory.Free(memory);
        count = status >= 0 ? (int)done : 0;
        return Took(status, info, "write");
    }

    /// <summary>FlushFileBuffers.</summary>
    public NtStatus Flush()
    {
        FileInfo info = default;
        using Requested none = new();
        return Took(drive.Call(Slot.Flush, none, [(ulong)Context, (ulong)&info]), info, "flush");
    }

    /// <summary>GetFileInformationByHandle.</summary>
    public NtStatus Query()
    {
        FileInfo info = default;
        using Requested none = new();
        return Took(drive.Call(Slot.GetFileInfo, none, [(ulong)Context, (ulong)&info]), info, "query");
    }

    /// <summary>SetEndOfFile.</summary>
    public NtStatus SetSize(ulong size) => SetSize(size, isAllocation: false);

    /// <summary>FileAllocationInformation: room to be reserved, or what is beyond it to be cut off.</summary>
    public NtStatus SetAllocation(ulong size) => SetSize(size, isAllocation: true);

    /// <summary>SetFileTime and SetFileAttributes; 0 and null leave things as they are.</summary>
    public NtStatus SetBasics(FileAttributes? attributes = null, ulong lastWrite = 0, ulong creation = 0, ulong lastAccess = 0)
    {
        FileInfo info = default;
        using Requested none = new();
        var asked = attributes is { } some ? (uint)some : UnchangedAttributes;
        return Took(drive.Call(Slot.SetBasicInfo, none, [(ulong)Context, asked, creation, lastAccess, lastWrite, 0, (ulong)&info]), info, "set basics");
    }

    /// <summary>What the kernel sends after it has opened to overwrite.</summary>
    public NtStatus Overwrite(bool replacesAttributes)
    {
        FileInfo info = default;
        using Requested none = new();
        var status = Took(
            drive.Call(Slot.Overwrite, none, [(ulong)Context, (ulong)FileAttributes.Archive, replacesAttributes ? 1UL : 0, 0, (ulong)&info]), info, "overwrite");
        if (status >= 0 && info.FileSize != 0)
            drive.Complain($"{Name}: overwritten, and {info.FileSize} bytes long");
        return status;
    }

    public NtStatus GetSecurity(out byte[] descriptor)
    {
        const int Room = 16256;
        var buffer = (byte*)NativeMemory.AllocZeroed(Room);
        nuint size = Room;
        using Requested none = new();
        var status = drive.Call(Slot.GetSecurity, none, [(ulong)Context, (ulong)buffer, (ulong)&size]);
        descriptor = status >= 0 ? new Span<byte>(buffer, (int)size).ToArray() : [];
        NativeMemory.Free(buffer);
        return status;
    }

    public NtStatus SetSecurity()
    {
        using Requested none = new();
        return drive.Call(Slot.SetSecurity, none, [(ulong)Context, 4, 0]);
    }

    public void Dispose()
    {
        Cleanup();
        Close();
    }

    /// <summary>The last handle is closed. The file system can refuse nothing any more.</summary>
    public void Cleanup()
    {
        if (_isCleaned)
            return;
        _isCleaned = true;
        using Requested requested = new(IsDeletedOnClose ? Name : null);
        drive.Call(Slot.Cleanup, requested, [(ulong)Context, requested[0], (ulong)(IsDeletedOnClose ? CleanupFlags.Delete : CleanupFlags.None)]);

        // from here on at the latest the memory of what was given up is somebody else's
        foreach (var (memory, length) in _givenUp)
            drive.Watch(memory, length);
    }

    /// <summary>Nothing in the kernel refers to it any more.</summary>
    public void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        using Requested none = new();
        drive.Call(Slot.Close, none, [(ulong)Context]);
    }

    private NtStatus SetSize(ulong size, bool isAllocation)
    {
        FileInfo info = default;
        using Requested none = new();
        return Took(drive.Call(Slot.SetFileSize, none, [(ulong)Context, size, isAllocation ? 1UL : 0, (ulong)&info]), info, "set size");
    }

    private NtStatus Took(NtStatus status, in FileInfo info, string call)
    {
        if (status < 0)
            return status;
        drive.Check(info, $"{call} {Name}");
        Info = info;
        return status;
    }
}
