using System.Buffers.Text;
using System.Collections.Immutable;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>The directory of a type: its instances, by number or by name, beside its static members. Stays once it is there.</summary>
internal sealed partial class TypeDirectory : TableDirectory
{
    private readonly byte[] _name;
    private readonly uint _made;
    private ImmutableArray<Extent> _named = [];

    /// <summary>Makes one without instances.</summary>
    public TypeDirectory(ObjectRegistry registry, Type type, byte[] name)
        : base(registry, Objects.Registry.Inode.Child(Objects.Registry.Inode.Root, name))
    {
        Type = type;
        _name = name;
        _made = registry.Clock.Now;
        Table = new DirectoryTable { Node = this, IsReserved = each => Extras?.Holds(each) == true };
    }

    /// <summary>Whose it is.</summary>
    public Type Type { get; }

    /// <summary>Its name in the root, UTF-8.</summary>
    public ReadOnlyMemory<byte> NameUtf8 => _name;

    /// <summary>Whether the type has exported static members.</summary>
    public bool HasStatics { get; set; }

    /// <summary>The instances; null where the type has none that are shown here.</summary>
    public Extent? Instances { get; private set; }

    /// <inheritdoc/>
    public override DirectoryTable Table { get; }

    /// <inheritdoc/>
    public override ImmutableArray<Extent> Extents => _named;

    /// <inheritdoc/>
    protected override long Modified => Instances?.Modified ?? Registry.Clock.ToUnixNanoseconds(_made);

    /// <inheritdoc/>
    protected override Freshness NameFreshness => Freshness.Constant;

    /// <summary>Shows the instances here.</summary>
    public void Show(Extent instances)
    {
        instances.TypeDirectory = this;

        // made once: each lookup asks for it
        if (!instances.IsNumbered)
            _named = [instances];
        Instances = instances;
    }

    /// <inheritdoc/>
    protected override ValueTask<Result<Node>> FindAsync(ReadOnlySpan<byte> name)
    {
        if (Alone?.FindMade(name) is { } made && !IsInTable(name))
            return new(made);
        if (Instances is not { IsNumbered: true } extent)
            return base.FindAsync(name);
        if (!IsNumber(name, out long number) || !extent.TryGet(number, out object? instance))
            return new(Errno.ENOENT);
        if (extent.When is { IsTrivial: false })
            return FindIfShownAsync(extent, number, instance);
        return extent.IsShown(instance) ? new(extent.NodeOf(number)) : new(Errno.ENOENT);
    }

    /// <inheritdoc/>
    protected override Listing OpenListing(DirectoryHandle? extras) =>
        Instances is { IsNumbered: false } ? base.OpenListing(extras) : new NumberedListing(Instances, extras);

    private static ValueTask<Result<Node>> FindIfShownAsync(Extent extent, long number, object instance) =>
        new(OwnThreads.Blocking.Run(() => extent.IsShown(instance) ? extent.NodeOf(number) : (Result<Node>)Errno.ENOENT));

    private bool IsInTable(ReadOnlySpan<byte> name)
    {
        lock (Registry.Names)
            return Table.TryFind(name, out _);
    }

    // As it is listed: no sign, no leading zero.
    private static bool IsNumber(ReadOnlySpan<byte> name, out long number) =>
        Utf8Parser.TryParse(name, out number, out int read) && read == name.Length && name[0] is >= (byte)'1' and <= (byte)'9';
}
