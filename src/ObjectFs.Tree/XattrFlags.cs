namespace ObjectFs.Tree;

/// <summary>What setxattr(2) may ask for.</summary>
[Flags]
public enum XattrFlags
{
    /// <summary>Created or replaced.</summary>
    None = 0,

    /// <summary>An existing attribute is an error (EEXIST).</summary>
    Create = 1,

    /// <summary>A missing attribute is an error (ENODATA).</summary>
    Replace = 2,
}
