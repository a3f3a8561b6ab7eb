using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>Where a path leads, or why it leads nowhere.</summary>
/// <param name="Status">Success, or <see cref="NtStatus.ObjectNameNotFound"/> where only the last name is missing, <see cref="NtStatus.ObjectPathNotFound"/> where one before it is.</param>
/// <param name="Node">What is there.</param>
/// <param name="Path">The path in the case in which Windows shows it.</param>
internal readonly record struct Place(NtStatus Status, Node? Node, string Path)
{
    /// <summary>The last part of <see cref="Path"/>; nothing at the root.</summary>
    public ReadOnlySpan<char> Name => Path.AsSpan(Path.LastIndexOf('\\') + 1);

    public static implicit operator Place(NtStatus status) => new(status, null, "");
}
