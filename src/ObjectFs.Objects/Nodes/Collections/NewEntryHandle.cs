using System.Diagnostics.CodeAnalysis;
using ObjectFs.Objects.Nodes.Service;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>An open file of a key that is not there yet: the first write adds it. One that is closed without ever having been written (<c>touch</c>) is added with the value that no text makes, where there is one.</summary>
internal sealed class NewEntryHandle(ValueFile file, EntryLocation location, Handle value, Caller caller) : Handle
{
    private volatile bool _wasTried;

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) => value.ReadAsync(offset, buffer, cancellationToken);

    public override ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        _wasTried |= !data.IsEmpty;
        return value.WriteAsync(offset, data, cancellationToken);
    }

    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken) => value.TruncateAsync(size, cancellationToken);

    public override ValueTask<Result> FlushAsync(CancellationToken cancellationToken) => value.FlushAsync(cancellationToken);

    public override PollEvents Poll(IPollWaiter? waiter) => value.Poll(waiter);

    public override async ValueTask CloseAsync()
    {
        if (!_wasTried && !location.IsAdded && TryDefault(location, out var initial))
        {
            var added = await location.WriteAsync(caller, (location, initial), static state =>
            {
                state.location.Write(state.initial);
                return (Result<int>)0;
            }).OffPool();
            var text = Audit.ContentOf(initial) ?? default;
            location.Host.Registry.Audit.Note($"{location.Host.KnownPath}{location.Path}", caller, "add", text.Span, Audit.IsSecret(location.Owner!), added.Errno);
        }

        await value.CloseAsync().OffPool();
        location.Host.Registry.NewEntries.Remove(file);
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The scalar types of values are those that their texts were made for.")]
    private static bool TryDefault(EntryLocation location, out object? initial)
    {
        initial = null;
        if (location.AllowsNull)
            return true;
        var type = location.DeclaredType;
        if (type == typeof(string))
            initial = "";
        else if (type.IsValueType && ScalarText.TryGet(type, out _))
            initial = Array.CreateInstance(type, 1).GetValue(0);
        return initial is not null;
    }
}
