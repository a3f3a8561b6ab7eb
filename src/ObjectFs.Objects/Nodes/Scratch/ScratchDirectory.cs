using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Scratch;

/// <summary>The scratch files of one directory of an object. Under the lock of <see cref="ScratchFiles"/>.</summary>
internal sealed class ScratchDirectory(MemoryVolume volume)
{
    /// <summary>What counts and bounds them.</summary>
    public MemoryVolume Volume => volume;

    /// <summary>The files by their names.</summary>
    public Dictionary<string, ScratchFile> ByName { get; } = new(StringComparer.Ordinal);
}
