namespace ObjectFs.NineP.Wire;

/// <summary>A message that makes a name in a directory.</summary>
internal interface IEntryMessage
{
    uint DirectoryFid { get; }

    /// <summary>UTF-8.</summary>
    ReadOnlySpan<byte> Name { get; }
}
