using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>What a client may call an entry of a directory.</summary>
internal static class EntryName
{
    /// <summary>Why not, where it is EINVAL.</summary>
    public const string Sentence = "a name is not empty, '.' or '..', and has no '/' and no NUL in it";

    /// <summary>Whether it may be looked up, made or removed.</summary>
    public static Errno Check(ReadOnlySpan<byte> name) =>
        name.Length > Protocol.MaxName ? Errno.ENAMETOOLONG
        : name.IsEmpty || name.ContainsAny((byte)'/', (byte)0) || name.SequenceEqual("."u8) || name.SequenceEqual(".."u8) ? Errno.EINVAL
        : System.Text.Unicode.Utf8.IsValid(name) ? Errno.None
        : Errno.EILSEQ;
}
