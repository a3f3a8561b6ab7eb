using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>
/// A place in the graph of objects that holds a value: a member, an element, an entry; found anew from the host at each use, so that nothing is kept alive.
/// Reading and writing may run user code and throw what it throws. Thread-safe.
/// </summary>
internal abstract class Location
{
    protected Location(Host host, Location? owner)
    {
        Host = host;
        Owner = owner;
        Depth = owner is null ? 0 : owner.Depth + 1;
    }

    public Host Host { get; }

    /// <summary>The place of the object that this is a part of, or null for the host itself.</summary>
    public Location? Owner { get; }

    /// <summary>Steps below the host.</summary>
    public int Depth { get; }

    public abstract Type DeclaredType { get; }

    /// <summary>The member's name for sentences.</summary>
    public abstract string Name { get; }

    /// <summary>The name in the tree, percent-encoded.</summary>
    public abstract string FileName { get; }

    /// <summary>Whether reading runs none of the program's code, and so may be done on any thread.</summary>
    public abstract bool IsReadTrivial { get; }

    /// <summary>Whether its text is made without the program's code too: where anything may stand, something may stand there that formats itself.</summary>
    public bool IsTextTrivial => IsReadTrivial && Member is { Form: not Form.Dynamic };

    /// <summary>Whether writing runs none of the program's code.</summary>
    public abstract bool IsWriteTrivial { get; }

    public abstract bool CanWrite { get; }

    public abstract bool AllowsNull { get; }

    /// <summary>Permission bits of a file.</summary>
    public abstract int Mode { get; }

    /// <summary>Why it cannot be written, root included, whom no kernel asks for mode bits; or null.</summary>
    public Failure? RefuseWrite() =>
        (Mode & 0x80) != 0 ? null : new(Errno.EACCES, CanWrite ? "its mode does not let it be written" : "it is read-only: it has no public setter");

    /// <summary>The same of reading.</summary>
    public Failure? RefuseRead() => (Mode & 0x100) != 0 ? null : new(Errno.EACCES, "its mode does not let it be read");

    /// <summary>What narrows the permission bits of its parts.</summary>
    public abstract int PartMode { get; }

    public virtual bool Lazy => false;

    /// <summary>The count of calls that never came back.</summary>
    public abstract Overdue Overdue { get; }

    /// <summary>The member, where it is one.</summary>
    public virtual Member? Member => null;

    /// <summary>What its declaration says, or null where it has none.</summary>
    public virtual Facts? Facts => null;

    /// <summary>Nanoseconds since 1970 of the last change that the weaver told of, or null.</summary>
    public virtual long? LastChange => null;

    /// <summary>The path from the directory of the host: <c>/Limits/Lowest</c>, empty for the host itself.</summary>
    public string Path => Owner is null ? "" : $"{Owner.Path}/{FileName}";

    /// <summary>The value now.</summary>
    /// <param name="owners">Where to note the objects on the way, the host's first; or null.</param>
    public abstract object? Read(List<object>? owners = null);

    /// <summary>Sets the value; where the owner is a struct, it is written back whole.</summary>
    public abstract void Write(object? value);

    /// <summary>Sets back a value that was there before: it is not checked again.</summary>
    public virtual void Restore(object? value) => Write(value);

    /// <summary>Runs a body that reads here: on this thread where that is trivial, else under the policy of the host.</summary>
    /// <param name="caller">Who hears of a refusal, see <see cref="Requester"/>.</param>
    /// <param name="state">What the body works on; where reading is not trivial, nothing that belongs to the caller.</param>
    /// <param name="body">Reads; may throw.</param>
    public ValueTask<Result<T>> ReadAsync<TState, T>(Caller? caller, TState state, Func<TState, Result<T>> body) =>
        RunAsync(IsReadTrivial || IsHost, caller, state, body);

    /// <summary>The same for a body that makes a text of what it reads.</summary>
    public ValueTask<Result<T>> FormatAsync<TState, T>(Caller? caller, TState state, Func<TState, Result<T>> body) =>
        RunAsync(IsTextTrivial, caller, state, body);

    /// <summary>The whole content of its file now.</summary>
    public ValueTask<Result<ReadOnlyMemory<byte>>> RenderAsync(Caller? caller) =>
        FormatAsync(caller, this, static location => (Result<ReadOnlyMemory<byte>>)ValueText.Render(location));

    /// <summary>As <see cref="ReadAsync"/> for a body that writes.</summary>
    public ValueTask<Result<T>> WriteAsync<TState, T>(Caller? caller, TState state, Func<TState, Result<T>> body) =>
        RunAsync(IsWriteTrivial, caller, state, body);

    /// <summary>The same, at once, where writing is trivial.</summary>
    public Result<T> WriteNow<TState, T>(Caller caller, TState state, Func<TState, Result<T>> body) =>
        Call<TState, T>.Invoke(state, body, new Requester(this, caller));

    /// <summary>As <see cref="ReadAsync"/> for a body that runs the program's code whatever the accessors are.</summary>
    public ValueTask<Result<T>> CallAsync<TState, T>(Caller? caller, TState state, Func<TState, Result<T>> body) => RunAsync(false, caller, state, body);

    /// <summary>Takes back what the program was given, also where the object has left the tree meanwhile and lives on.</summary>
    /// <param name="host">The object, as <see cref="Host.Target"/> was when the program was given it.</param>
    /// <param name="body">Runs the program's code.</param>
    public ValueTask<Result<int>> TakeBackAsync(WeakReference<object>? host, Action body) =>
        host is not null && host.TryGetTarget(out var target)
            ? Host.Policy.RunAsync(new Requester(this, null), target, Host.Budget, body, static body =>
            {
                body();
                return (Result<int>)0;
            })
            : new(Host.Gone);

    // which object it is asks nobody, under whatever policy its members are read
    private bool IsHost => Owner is null;

    private ValueTask<Result<T>> RunAsync<TState, T>(bool trivial, Caller? caller, TState state, Func<TState, Result<T>> body)
    {
        var requester = new Requester(this, caller);
        if (trivial)
            return new(Call<TState, T>.Invoke(state, body, requester));
        return Host.Target is { } target
            ? Host.Policy.RunAsync(requester, target, Member?.Budget is > 0 and var own ? own : Host.Budget, state, body)
            : new(Host.Gone);
    }
}
