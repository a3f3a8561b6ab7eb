namespace ObjectFs.NineP.Wire;

/// <summary>What Tlock and Tgetlock ask for.</summary>
internal enum LockType : byte
{
    Read = 0,
    Write = 1,
    Unlock = 2,
}
