using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ObjectFs.Cli.Native;

/// <content>statx(2), whose struct is the same on every processor.</content>
internal static unsafe partial class Libc
{
    private const int EmptyPath = 0x1000;
    private const uint BasicAndBirth = 0xFFF;

    /// <summary>What is at a path; false with <see cref="LastErrno"/>.</summary>
    public static bool TryStatus(int directory, string path, int flags, out FileStatus status) =>
        TryStatus(directory, Encoding.UTF8.GetBytes(path + "\0"), flags, out status);

    /// <summary>What a descriptor has open.</summary>
    public static bool TryStatus(SafeFileHandle file, out FileStatus status)
    {
        var found = TryStatus((int)file.DangerousGetHandle(), "\0"u8, EmptyPath, out status);
        GC.KeepAlive(file);
        return found;
    }

    /// <summary>What is at a path that ends with NUL; false with <see cref="LastErrno"/>.</summary>
    public static bool TryStatus(int directory, ReadOnlySpan<byte> path, int flags, out FileStatus status)
    {
        StatusBuffer buffer;
        int result;
        fixed (byte* pointer = path)
            result = Status(directory, pointer, flags, BasicAndBirth, &buffer);
        status = result == 0 ? buffer.ToStatus() : default;
        return result == 0;
    }

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true)]
    private static partial int Status(int directory, byte* path, int flags, uint mask, StatusBuffer* buffer);

    /// <summary>struct statx, the fields that are read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatusBuffer
    {
        [FieldOffset(16)]
        public uint Links;
        [FieldOffset(20)]
        public uint UserId;
        [FieldOffset(24)]
        public uint GroupId;
        [FieldOffset(28)]
        public ushort Mode;
        [FieldOffset(32)]
        public ulong Inode;
        [FieldOffset(40)]
        public long Size;
        [FieldOffset(80)]
        public long BirthSeconds;
        [FieldOffset(88)]
        public uint BirthNanoseconds;
        [FieldOffset(96)]
        public long ChangeSeconds;
        [FieldOffset(104)]
        public uint ChangeNanoseconds;
        [FieldOffset(112)]
        public long ModifySeconds;
        [FieldOffset(120)]
        public uint ModifyNanoseconds;
        [FieldOffset(136)]
        public uint DeviceMajor;
        [FieldOffset(140)]
        public uint DeviceMinor;

        public readonly FileStatus ToStatus() => new()
        {
            Mode = Mode,
            UserId = UserId,
            GroupId = GroupId,
            Links = (int)Math.Min(Links, int.MaxValue),
            Size = Size,
            Modified = Time(ModifySeconds, ModifyNanoseconds),
            Changed = Time(ChangeSeconds, ChangeNanoseconds),
            Identity = Mix(Mix(Inode, ((ulong)DeviceMajor << 32) | DeviceMinor), (ulong)Time(BirthSeconds, BirthNanoseconds)),
        };

        private static long Time(long seconds, uint nanoseconds) => unchecked(seconds * 1_000_000_000 + nanoseconds);

        // the finalizer of splitmix64: spreads every bit over all
        private static ulong Mix(ulong one, ulong other)
        {
            unchecked
            {
                var mixed = one + (other * 0x9E3779B97F4A7C15) + 0x9E3779B97F4A7C15;
                mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                return mixed ^ (mixed >> 31);
            }
        }
    }
}
