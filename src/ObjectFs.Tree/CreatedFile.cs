namespace ObjectFs.Tree;

/// <summary>A file that was made and opened in one step.</summary>
/// <param name="Node">The new file.</param>
/// <param name="Handle">Open as it was asked.</param>
public readonly record struct CreatedFile(Node Node, Handle Handle);
