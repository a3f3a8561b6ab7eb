namespace ObjectFs.Cli.Comparing;

/// <summary>How two trees differ at a path.</summary>
internal enum DifferenceKind
{
    /// <summary>The second has no such name.</summary>
    OnlyFirst,

    /// <summary>The first has no such name.</summary>
    OnlySecond,

    /// <summary>One is a directory, file or link, the other is not.</summary>
    NodeKind,

    /// <summary>Both are links and lead elsewhere.</summary>
    LinkTarget,

    /// <summary>Both are files and hold something else.</summary>
    Content,
}
