using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>A relative symbolic link as Windows keeps it: a REPARSE_DATA_BUFFER ([MS-FSCC] 2.1.2.4).</summary>
internal static class ReparsePoint
{
    /// <summary>IO_REPARSE_TAG_SYMLINK.</summary>
    public const uint SymlinkTag = 0xA000000C;

    private const int HeaderLength = 8;
    private const int PathsOffset = 20;
    private const uint RelativeFlag = 1;

    /// <summary>Bytes for a link that says this.</summary>
    public static int LengthOf(string target) => PathsOffset + (2 * sizeof(char) * target.Length);

    /// <param name="buffer">At least <see cref="LengthOf"/> bytes.</param>
    /// <param name="target">With backslashes.</param>
    public static void Write(Span<byte> buffer, string target)
    {
        var name = MemoryMarshal.AsBytes(target.AsSpan());
        buffer[..PathsOffset].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(buffer, SymlinkTag);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[4..], (ushort)(LengthOf(target) - HeaderLength));

        // the name to be resolved, and the same to be shown, behind it
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[10..], (ushort)name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[12..], (ushort)name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[14..], (ushort)name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[16..], RelativeFlag);
        name.CopyTo(buffer[PathsOffset..]);
        name.CopyTo(buffer[(PathsOffset + name.Length)..]);
    }
}
