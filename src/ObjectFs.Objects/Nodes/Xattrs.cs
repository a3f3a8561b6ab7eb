using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>The extended attributes of members and of directories of objects.</summary>
internal static class Xattrs
{
    private static readonly byte[] ErrorAndNul = "user.objectfs.error\0"u8.ToArray();

    /// <summary><c>user.objectfs.error</c>: the sentence of the last refusal; ENODATA where there was none.</summary>
    public static Result<ReadOnlyMemory<byte>> Get(ReadOnlySpan<byte> name, NotedRefusal? refusal) =>
        refusal is not null && name.SequenceEqual("user.objectfs.error"u8)
            ? new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(refusal.Failure.ToString()))
            : Errno.ENODATA;

    /// <summary>The names that <see cref="Get"/> has a value for, each ended by NUL.</summary>
    public static Result<ReadOnlyMemory<byte>> List(NotedRefusal? refusal) => refusal is null ? ReadOnlyMemory<byte>.Empty : new ReadOnlyMemory<byte>(ErrorAndNul);
}
