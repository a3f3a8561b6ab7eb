namespace ObjectFs.Tree;

/// <summary>What a node is; the numbers are those of <c>d_type</c> (readdir(3)).</summary>
public enum NodeKind
{
    /// <summary>Not known without looking closer; only a listing says so (DT_UNKNOWN).</summary>
    Unknown = 0,

    /// <summary>A directory (DT_DIR).</summary>
    Directory = 4,

    /// <summary>A regular file (DT_REG).</summary>
    File = 8,

    /// <summary>A symbolic link (DT_LNK).</summary>
    Symlink = 10,
}
