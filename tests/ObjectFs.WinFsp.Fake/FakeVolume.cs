using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <summary>A volume, as the DLL and the driver keep it: its table of callbacks, its threads, and the requests that wait for an answer.</summary>
internal sealed unsafe partial class FakeVolume
{
    private const nuint AddressSize = 792;
    private const byte Poison = 0xDD;

    private static readonly ConcurrentDictionary<nint, FakeVolume> All = new();
    private static readonly Lock Mounting = new();
    private static uint _violations;
    private static int _alive;

    private readonly VolumeParameters _parameters;
    private string? _mountPoint;
    private bool _isDeleted;

    public FakeVolume(VolumeParameters* parameters, nint* table, delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus> operation)
    {
        _parameters = *parameters;
        Table = table;
        for (var kind = 0; kind < Kinds; kind++)
            _operations[kind] = operation;

        // never freed: what touches it after its end is to be found out, not to crash
        Address = (FileSystem*)NativeMemory.AllocZeroed(AddressSize);
        All[(nint)Address] = this;
        Interlocked.Increment(ref _alive);
    }

    public static int Alive => Volatile.Read(ref _alive);

    public FileSystem* Address { get; }

    public nint* Table { get; }

    public char* MountPoint { get; private set; }

    public VolumeParameters Parameters => _parameters;

    public FakeNotices Notices { get; } = new();

    /// <summary>As long as nobody turns the guard off, requests shut each other out.</summary>
    public bool IsGuarded { get; set; } = true;

    public static void Violate(Violations violation) => Interlocked.Or(ref _violations, (uint)violation);

    public static Violations TakeViolations() => (Violations)Interlocked.Exchange(ref _violations, 0);

    public static FakeVolume? Find(string mountPoint) =>
        All.Values.FirstOrDefault(volume => !volume._isDeleted && (Matches(volume._mountPoint, mountPoint) || Matches(volume.Prefix(), mountPoint)));

    /// <summary>The volume at an address, or null where it is no more, as the driver looks for it.</summary>
    public static FakeVolume? Look(FileSystem* address) => All.TryGetValue((nint)address, out var volume) && !volume._isDeleted ? volume : null;

    /// <summary>The same for a file system, which must not ask when it is no more.</summary>
    public static FakeVolume? Of(FileSystem* address)
    {
        var volume = Look(address);
        if (volume is null)
            Violate(Violations.AfterDelete);
        return volume;
    }

    public NtStatus Mount(string? at)
    {
        lock (Mounting)
        {
            at = at is null or "*:" ? Enumerable.Range(0, 23).Select(static i => $"{(char)('Z' - i)}:").First(static letter => Find(letter) is null) : at;
            if (Find(at) is not null)
                return NtStatus.ObjectNameCollision;
            _mountPoint = at;
            MountPoint = (char*)Marshal.StringToCoTaskMemUni(at);
            return NtStatus.Success;
        }
    }

    public void Delete()
    {
        if (IsRunning)
            Violate(Violations.DeleteWhileRunning);
        _isDeleted = true;
        Interlocked.Decrement(ref _alive);
        NativeMemory.Fill(Address, AddressSize, Poison);
    }

    private static bool Matches(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private string? Prefix()
    {
        fixed (char* prefix = _parameters.Prefix)
            return *prefix == '\0' ? null : new string(prefix);
    }
}
