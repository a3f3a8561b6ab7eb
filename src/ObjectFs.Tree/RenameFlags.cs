namespace ObjectFs.Tree;

/// <summary>What renameat2(2) may ask for beside the renaming.</summary>
[Flags]
public enum RenameFlags
{
    /// <summary>An existing target is replaced.</summary>
    None = 0,

    /// <summary>An existing target is an error (EEXIST).</summary>
    NoReplace = 1,

    /// <summary>The two names change places.</summary>
    Exchange = 2,
}
