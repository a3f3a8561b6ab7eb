namespace ObjectFs.NineP.Wire;

/// <summary>What Rlock says.</summary>
internal enum LockStatus : byte
{
    Success = 0,
    Blocked = 1,
    Error = 2,
    Grace = 3,
}
