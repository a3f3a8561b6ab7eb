using System.Buffers.Binary;

namespace ObjectFs.NineP.Wire;

/// <summary>Numbers of the protocol (intro(5), fcall.h, diod's protocol.md).</summary>
internal static class Protocol
{
    /// <summary>size[4] type[1] tag[2].</summary>
    public const int HeaderSize = 7;

    /// <summary>Header and count of Rread and Rreaddir.</summary>
    public const int DataHeaderSize = HeaderSize + sizeof(uint);

    /// <summary>Header, fid, offset and count of Twrite, rounded up as every implementation does (IOHDRSZ).</summary>
    public const int MaxDataOverhead = 24;

    /// <summary>What a frame may take before both sides have agreed.</summary>
    public const int MaxUnnegotiated = 8192;

    /// <summary>The least that can be agreed on: the largest record of one file has to fit.</summary>
    public const int MinMessageSize = 4096;

    /// <summary>Names in one walk (MAXWELEM).</summary>
    public const int MaxWalk = 16;

    /// <summary>Bytes of a name.</summary>
    public const int MaxName = 255;

    /// <summary>Bytes of a sentence: what the receive buffers of Linux have room for.</summary>
    public const int MaxSentence = 126;

    public const ushort NoTag = 0xffff;
    public const uint NoFid = 0xffff_ffff;

    /// <summary>No number of a user, a group or an error; also what leaves a number as it is.</summary>
    public const uint NoNumber = 0xffff_ffff;

    /// <summary>AT_REMOVEDIR of Tunlinkat.</summary>
    public const uint RemoveDirectory = 0x200;

    /// <summary>V9FS_MAGIC of Rstatfs.</summary>
    public const uint FileSystemType = 0x0102_1997;

    /// <summary>The type of a frame that is long enough to have one.</summary>
    public static MessageType TypeOf(ReadOnlySpan<byte> frame) => (MessageType)frame[4];

    public static ushort TagOf(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16LittleEndian(frame[5..]);
}
