using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Walking;

/// <summary>A name in a listing.</summary>
/// <param name="Utf8">The name as the tree has it.</param>
/// <param name="Kind">What it is; <see cref="NodeKind.Unknown"/> where the listing does not tell.</param>
/// <param name="Inode">Its number.</param>
internal sealed record Entry(byte[] Utf8, NodeKind Kind, ulong Inode)
{
    /// <summary>The name as text.</summary>
    public string Name { get; } = Encoding.UTF8.GetString(Utf8);

    /// <summary>Whether a listing leaves it out unless it is asked for all.</summary>
    public bool IsHidden => Utf8 is [(byte)'.', ..];
}
