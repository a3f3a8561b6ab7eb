using System.Diagnostics.CodeAnalysis;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>The instances of an extent that are shown, in the order of their numbers. What is born after this was made is not among them. Not thread-safe.</summary>
internal sealed class Rows(Extent extent)
{
    private readonly long _until = extent.Last;
    private long _number;

    /// <summary>Whether going on runs none of the program's code; else it blocks its thread.</summary>
    public bool IsTrivial => extent.When is null or { IsTrivial: true };

    /// <summary>The number of the instance at hand.</summary>
    public long Number => _number;

    /// <summary>Goes on to the next.</summary>
    public bool TryNext([NotNullWhen(true)] out object? instance)
    {
        while (extent.TryNext(ref _number, _until, out instance))
        {
            if (extent.IsShown(instance))
                return true;
        }

        return false;
    }

    /// <summary>The same without blocking; null at the end.</summary>
    public ValueTask<object?> NextAsync() =>
        IsTrivial ? new(TryNext(out var instance) ? instance : null) : new(OwnThreads.Blocking.Run(() => TryNext(out var instance) ? instance : null));
}
