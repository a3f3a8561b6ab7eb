namespace ObjectFs.NineP.Server;

/// <summary>A right, as the lowest three mode bits have it.</summary>
[Flags]
internal enum Access
{
    None = 0,
    Execute = 1,
    Write = 2,
    Read = 4,
}
