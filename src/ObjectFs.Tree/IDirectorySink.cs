namespace ObjectFs.Tree;

/// <summary>Takes the entries of a listing for as long as there is room.</summary>
public interface IDirectorySink
{
    /// <summary>Takes one entry, or says that there is no room; the same entry is then offered again by the next read, which starts at the cursor of the entry before it.</summary>
    /// <param name="name">UTF-8, valid only during the call.</param>
    /// <param name="kind">What it is, or <see cref="NodeKind.Unknown"/> where telling would cost.</param>
    /// <param name="inode">The node's <see cref="Node.Inode"/>.</param>
    /// <param name="next">Where a read goes on after this entry: from 1 to 2^62, an identity rather than an index.</param>
    bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next);
}
