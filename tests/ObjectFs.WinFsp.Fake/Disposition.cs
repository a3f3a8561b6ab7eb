namespace ObjectFs.WinFsp.Fake;

/// <summary>What NtCreateFile does with a name that is there, or is not; in the highest byte of the options.</summary>
internal enum Disposition : uint
{
    Supersede = 0,
    Open = 1,
    Create = 2,
    OpenIf = 3,
    Overwrite = 4,
    OverwriteIf = 5,
}
