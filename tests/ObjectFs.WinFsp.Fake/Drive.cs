using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <summary>
/// A mounted volume, as programs of Windows use it: each call plays what the I/O manager, WinFsp's driver and its DLL make of a system call, in their order. What a file system may not
/// answer is a complaint. Thread-safe.
/// </summary>
internal sealed unsafe partial class Drive
{
    public const uint SomeProcess = 4321;

    private const int PathRoom = 1024;

    // those of which a file system never hears that they are what they are
    private const TransactKind CloseKind = (TransactKind)4, QueryVolume = (TransactKind)12, DeviceControl = (TransactKind)16, QuerySecurity = (TransactKind)19, SetSecurity = (TransactKind)20;
    private const byte Poison = 0xDD;

    private static long _hints = 1000;

    private readonly List<string> _complaints = [];
    private readonly List<(nint Memory, int Length)> _watched = [];

    private Drive(FileSystem* fileSystem)
    {
        FileSystem = fileSystem;
    }

    public FileSystem* FileSystem { get; }

    /// <summary>Room for a security descriptor when it is first asked for.</summary>
    public int DescriptorRoom { get; set; } = 1024;

    /// <summary>What the volume was created with.</summary>
    public VolumeParameters Parameters
    {
        get
        {
            VolumeParameters parameters;
            StandIn.Parameters(FileSystem, &parameters);
            return parameters;
        }
    }

    /// <summary>The drive that is mounted there, or the network place.</summary>
    public static Drive At(string mountPoint)
    {
        fixed (char* at = mountPoint.StartsWith(@"\\", StringComparison.Ordinal) ? mountPoint[1..] : mountPoint)
        {
            var found = StandIn.Find(at);
            return found is not null ? new(found) : throw new DriveNotFoundException(mountPoint);
        }
    }

    /// <summary>Whether anything is mounted there.</summary>
    public static bool IsAt(string mountPoint)
    {
        fixed (char* at = mountPoint)
            return StandIn.Find(at) is not null;
    }

    /// <summary>What was answered or done that may not be; none the next time.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        lock (_complaints)
        {
            List<string> all = [.. _complaints];
            _complaints.Clear();
            if (_watched.Any(static watched => new ReadOnlySpan<byte>((void*)watched.Memory, watched.Length).ContainsAnyExcept(Poison)))
                all.Add("an answer was copied to where nobody waits for it any more");
            return all;
        }
    }

    /// <summary>The next notification, or null where there is none yet.</summary>
    public Notice? TakeNotice()
    {
        NotifyFilter filter;
        NotifyAction action;
        var path = stackalloc char[PathRoom];
        return StandIn.TakeNotice(FileSystem, &filter, &action, path, PathRoom) != 0 ? new(filter, action, new string(path)) : null;
    }

    /// <summary>The driver goes away under the volume.</summary>
    public void Lose() => StandIn.Lose(FileSystem);

    public NtStatus GetVolumeInfo(out VolumeInfo info)
    {
        fixed (VolumeInfo* at = &info)
        {
            *at = default;
            using Requested none = new();
            return Call(Slot.GetVolumeInfo, none, [(ulong)at]);
        }
    }

    /// <summary>Has a slot called, with anything at all.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="requested">The memory that lasts for the time of the callback.</param>
    /// <param name="arguments">All but the first, which is the file system.</param>
    /// <param name="kind">What the request says it is; 0 for what goes with the slot.</param>
    /// <param name="hint">Its number, or 0 for the next.</param>
    /// <param name="process">Who asks.</param>
    /// <param name="response">Where an answer goes that comes later.</param>
    public NtStatus Call(
        Slot slot, Requested requested, ReadOnlySpan<ulong> arguments, TransactKind kind = 0, ulong hint = 0, uint process = SomeProcess, TransactResponse* response = null)
    {
        var all = stackalloc ulong[FakeCall.Arguments];
        all[0] = (ulong)FileSystem;
        for (var i = 0; i < arguments.Length; i++)
            all[i + 1] = arguments[i];
        return StandIn.Call(FileSystem, (uint)slot, kind == 0 ? KindOf(slot) : kind, process, hint == 0 ? NextHint() : hint, all, requested.Block, requested.Size, response);
    }

    public static ulong NextHint() => (ulong)Interlocked.Increment(ref _hints);

    /// <summary>Memory that nobody may write to any more.</summary>
    internal void Watch(nint memory, int length)
    {
        new Span<byte>((void*)memory, length).Fill(Poison);
        lock (_complaints)
            _watched.Add((memory, length));
    }

    private static TransactKind KindOf(Slot slot) => slot switch
    {
        Slot.GetVolumeInfo => QueryVolume,
        Slot.GetSecurityByName or Slot.Create or Slot.Open => TransactKind.Create,
        Slot.Overwrite => TransactKind.Overwrite,
        Slot.Cleanup => TransactKind.Cleanup,
        Slot.Close => CloseKind,
        Slot.Read => TransactKind.Read,
        Slot.Write => TransactKind.Write,
        Slot.Flush => TransactKind.FlushBuffers,
        Slot.GetFileInfo => TransactKind.QueryInformation,
        Slot.SetBasicInfo or Slot.SetFileSize or Slot.Rename or Slot.SetDelete => TransactKind.SetInformation,
        Slot.GetSecurity => QuerySecurity,
        Slot.SetSecurity => SetSecurity,
        Slot.ReadDirectory or Slot.GetDirectoryInfoByName => TransactKind.QueryDirectory,
        Slot.GetReparsePoint => TransactKind.FileSystemControl,
        _ => DeviceControl,
    };

    internal void Complain(string complaint)
    {
        lock (_complaints)
            _complaints.Add(complaint);
    }

    /// <summary>What holds of every file's information.</summary>
    internal void Check(in FileInfo info, string call)
    {
        var isDirectory = (info.Attributes & FileAttributes.Directory) != 0;
        if (info.IndexNumber == 0)
            Complain($"{call}: a file without a number");
        if (info.AllocationSize < info.FileSize || info.AllocationSize % 512 != 0)
            Complain($"{call}: {info.AllocationSize} bytes allocated for {info.FileSize}");
        if (isDirectory && info.FileSize != 0)
            Complain($"{call}: a directory of {info.FileSize} bytes");
        if ((info.Attributes & FileAttributes.ReparsePoint) != 0 != (info.ReparseTag != 0))
            Complain($"{call}: attributes {info.Attributes}, reparse tag {info.ReparseTag:X}");
        if (info.HardLinks != 0 || info.EaSize != 0)
            Complain($"{call}: hard links or attributes that no volume has");
        if (info.LastWriteTime > long.MaxValue || info.CreationTime > long.MaxValue || info.ChangeTime > long.MaxValue || info.LastAccessTime > long.MaxValue)
            Complain($"{call}: a time that is none");
    }
}
