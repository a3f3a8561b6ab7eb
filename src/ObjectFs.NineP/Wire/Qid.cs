namespace ObjectFs.NineP.Wire;

/// <summary>The identity of a file: equal paths are the same file for ever.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Version">Changes with the content; 0 says that nobody is to remember it.</param>
/// <param name="Path">Unique.</param>
internal readonly record struct Qid(QidType Type, uint Version, ulong Path)
{
    /// <summary>Bytes in a frame.</summary>
    public const int Size = 13;
}
