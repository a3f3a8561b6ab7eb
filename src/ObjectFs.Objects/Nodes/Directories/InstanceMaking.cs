using System.Globalization;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary><c>mkdir</c>, <c>rmdir</c> and <c>mv</c> in the directory of a type. Code of the program runs on threads that it may keep, within its budget, and under no lock of the tree's. Thread-safe.</summary>
internal sealed partial class InstanceMaking(TypeDirectory directory, Extent extent)
{
    private readonly ObjectRegistry _registry = extent.Registry;
    private readonly Policy _policy = Policies.Of(extent.Type);
    private readonly Overdue _overdue = new();

    private int Budget => (int)extent.Budget.TotalMilliseconds;

    /// <summary>Makes an instance of a name, and keeps it.</summary>
    public async ValueTask<Result<Node>> MakeAsync(byte[] name, Caller caller)
    {
        if (extent.Export?.Creatable != true)
            return Refuse(caller, Errno.EPERM, "the program makes its objects; only a class that says Creatable = true lets others");
        var read = extent.IsNumbered ? NumberOf(name) : InstanceRenaming.ValueOf(extent, name);
        if (!read.TryGet(out var wanted))
            return Refuse(caller, read.Failure);
        if ((await directory.LookupAsync(name, CancellationToken.None).OffPool()).Succeeded)
            return Errno.EEXIST;
        if (!_registry.Created.TryReserve())
            return Refuse(caller, Errno.ENOSPC, $"{CreatedObjects.Max} objects made by mkdir are kept already; rmdir some of them first");

        var attempt = new Attempt();
        var made = await ConstructAsync(attempt, caller).OffPool();
        var instance = made.TryGet(out var constructed) ? constructed : attempt.Abandon();
        if (!made.Succeeded || !extent.TryLocate(instance!, out var number))
        {
            _registry.Created.GiveBack();
            if (instance is not null)
                await DiscardAsync(instance, caller).OffPool();
            return Refuse(caller, made.Succeeded ? new(Errno.EIO, "it left the tree as soon as it was made") : made.Failure);
        }

        _registry.Created.Hold(extent.IdOf(number), instance!);
        var named = await NameAsync(number, name, wanted, caller).OffPool();
        if (named.Succeeded && extent.Get(number) is not null)
            return extent.NodeOf(number);
        _registry.Created.TryTake(extent.IdOf(number), out _);
        await DiscardAsync(instance!, caller).OffPool();
        return Refuse(caller, named.Succeeded ? new(Errno.EIO, "it left the tree as soon as it was made") : named.Failure);
    }

    /// <summary>Lets go of an instance that was made here, and disposes it.</summary>
    public async ValueTask<Result> RemoveAsync(byte[] name, Caller caller)
    {
        if (await FindAsync(name).OffPool() is not { } number)
            return Errno.ENOENT;
        if (!_registry.Created.TryTake(extent.IdOf(number), out var instance))
            return Refuse(caller, Errno.EPERM, "the program made the object; rmdir removes what mkdir made");
        _registry.Remove(instance);
        var disposed = await DisposeAsync(instance, caller).OffPool();
        return disposed.Succeeded ? Result.Success : Refuse(caller, disposed.Failure with { Sentence = $"it is removed, and its disposal failed: {disposed.Failure}" });
    }

    /// <summary>Sets the property that an instance is called by.</summary>
    public async ValueTask<Result> RenameAsync(byte[] name, Node newParent, byte[] newName, RenameFlags flags, Caller caller)
    {
        var renamed = await InstanceRenaming.RenameAsync(directory, name, newParent, newName, flags, caller).OffPool();
        return renamed.Succeeded || renamed.Sentence is null ? renamed : Refuse(caller, renamed.Failure);
    }

    private async ValueTask<long?> FindAsync(byte[] name)
    {
        var found = await directory.LookupAsync(name, CancellationToken.None).OffPool();
        return found.TryGet(out var node) && node is ObjectDirectory { Location.Host.Target: { } instance } && extent.TryLocate(instance, out var number) ? number : null;
    }

    // null: a number is no value of a property. Clients look for the name that they made, so that it cannot stand for another
    private Result<object?> NumberOf(ReadOnlySpan<byte> name)
    {
        var next = extent.Last + 1;
        return name.SequenceEqual(Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture)))
            ? Boxed<object?>(null)
            : new Failure(Errno.EINVAL, $"its objects are called by their numbers; the next is {next}");
    }

    private Failure Refuse(Caller caller, Errno errno, string sentence) => Refuse(caller, new Failure(errno, sentence));

    private Failure Refuse(Caller caller, Failure failure) => directory.NoteRefusal(caller, failure);

    // the language takes an object for the result itself unless its type is a parameter
    private static Result<T> Boxed<T>(T value) => value;
}
