using System.Runtime.CompilerServices;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>Reads the members that names and visibility are made of. Thread-safe.</summary>
internal static class UserCode
{
    private static readonly ConditionalWeakTable<Accessor, Overdue> Counts = [];

    /// <summary>Reads a member, on a thread that it may keep; false where the getter threw or outlasted its budget. Blocks the calling thread, which is not a gateway's.</summary>
    internal static bool TryRead(Accessor accessor, object owner, TimeSpan budget, out object? value)
    {
        value = null;
        var requester = new Requester(null, accessor.IsTrivial ? null! : Counts.GetOrCreateValue(accessor), null);
        var read = accessor.IsTrivial
            ? Call<(Accessor, object), object?>.Invoke((accessor, owner), static state => Read(state), requester)
            : Policy.Default.RunAsync(requester, owner, (int)budget.TotalMilliseconds, (accessor, owner), static state => Read(state)).AsTask().GetAwaiter().GetResult();
        return read.TryGet(out value);
    }

    private static Result<object?> Read((Accessor Accessor, object Owner) state) => Boxed(state.Accessor.ReadObject(state.Owner));

    // the language takes an object for the result itself unless its type is a parameter
    private static Result<T> Boxed<T>(T value) => value;
}
