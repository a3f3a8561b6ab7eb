using System.Text;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <content>Making, removing and renaming instances.</content>
internal sealed partial class TypeDirectory
{
    private InstanceMaking? _making;

    /// <inheritdoc/>
    protected override bool IsChangeable => Instances is { } extent
        ? extent.Export?.Creatable == true || extent.Naming?.NameProperty is not null
        : Alone is { } members && (members.Location.Host.ObjectMode & 0x80) != 0;

    /// <inheritdoc/>
    protected override bool HasInstances => Instances is not null;

    private InstanceMaking Making => _making ?? Interlocked.CompareExchange(ref _making, new InstanceMaking(this, Instances!), null) ?? _making!;

    /// <inheritdoc/>
    protected override Facts Declared => Facts.Of(Type);

    /// <summary>The static members; null where there are none.</summary>
    public ObjectDirectory? StaticMembers => (Extras as TypeExtras)?.Statics;

    // beside instances a file of somebody's could be in the way of one
    private ObjectDirectory? Alone => Instances is null ? StaticMembers : null;

    /// <inheritdoc/>
    protected override Failure? Refusal => Alone is { } members ? Registry.Refusals.In(members.Location)?.Failure : base.Refusal;

    /// <inheritdoc/>
    public override ObjectDirectory? Members(ReadOnlySpan<byte> name) => Alone ?? (StaticMembers is { } members && members.Holds(name) && !Tables.TypeTables.IsName(name) ? members : null);

    /// <inheritdoc/>
    protected override string Path => Encoding.UTF8.GetString(NameUtf8.Span);

    /// <summary>Notes what was refused of making, removing and renaming.</summary>
    public Failure NoteRefusal(Caller caller, Failure failure) => Refuse(caller, failure);

    /// <inheritdoc/>
    protected override ValueTask<Result<Node>> MakeInstanceAsync(ReadOnlySpan<byte> name, Caller caller) => MakeAsync(name.ToArray(), caller);

    /// <inheritdoc/>
    protected override ValueTask<Result> RemoveInstanceAsync(ReadOnlySpan<byte> name, Caller caller) => RemoveAsync(name.ToArray(), caller);

    /// <inheritdoc/>
    protected override ValueTask<Result> RenameInstanceAsync(ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller) =>
        RenameAsync(name.ToArray(), newParent, newName.ToArray(), flags, caller);

    private async ValueTask<Result<Node>> MakeAsync(byte[] name, Caller caller)
    {
        var made = await Making.MakeAsync(name, caller).OffPool();
        Note(name, caller, "make", default, made.Errno);
        return made;
    }

    private async ValueTask<Result> RemoveAsync(byte[] name, Caller caller)
    {
        var removed = await Making.RemoveAsync(name, caller).OffPool();
        Note(name, caller, "remove", default, removed.Errno);
        return removed;
    }

    private async ValueTask<Result> RenameAsync(byte[] name, Node newParent, byte[] newName, RenameFlags flags, Caller caller)
    {
        var renamed = await Making.RenameAsync(name, newParent, newName, flags, caller).OffPool();
        Note(name, caller, "rename", newName, renamed.Errno);
        return renamed;
    }

    private void Note(ReadOnlySpan<byte> name, Caller caller, string what, ReadOnlySpan<byte> value, Errno outcome) =>
        Registry.Audit.Note($"{Encoding.UTF8.GetString(NameUtf8.Span)}/{Encoding.UTF8.GetString(name)}", caller, what, value, isSecret: false, outcome);
}
