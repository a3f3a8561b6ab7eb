using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>
/// What a directory holds beside instances: static members, <c>.json</c>, <c>.by</c>, <c>.objectfs</c>. Its lookups and listings are merged into the directory's.
/// Cursors stay below 2^61.
/// </summary>
internal abstract class DirectoryExtras : Node
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Directory;

    /// <summary>Whether a name is found here, listed or not; no instance gets it. Runs no code of the program, and takes no locks of the registry.</summary>
    public abstract bool Holds(ReadOnlySpan<byte> name);

    /// <summary>The extras of a directory, or null where it has none.</summary>
    public static DirectoryExtras? For(RegistryDirectory directory) => directory switch
    {
        RootDirectory => new Service.ServiceExtras(directory.Registry),
        TypeDirectory type => new TypeExtras(type),
        _ => null,
    };
}
