using System.Collections.Concurrent;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Nodes.Scratch;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs;

// Objects as nodes.
public sealed partial class ObjectRegistry
{
    private readonly ConcurrentDictionary<Type, ObjectDirectory> _statics = new();
    private readonly ConcurrentDictionary<(Type Level, int Bit), long> _staticChanges = new();

    /// <summary>The last refusals of each object.</summary>
    internal Refusals Refusals { get; }

    /// <summary>What is kept of the calls of each object's methods.</summary>
    internal MethodStates MethodStates { get; } = new();

    /// <summary>Files that clients made beside members.</summary>
    internal ScratchFiles Scratch { get; }

    /// <summary>Nanoseconds since 1970.</summary>
    internal long Now => CoarseClock.ToNanoseconds(TimeProvider.GetUtcNow());

    /// <summary>Static members are looked at.</summary>
    internal void Show(Type type, ObjectDirectory statics) => _statics[type] = statics;

    /// <summary>Nanoseconds since 1970 of the last change that a woven static setter told of, or null.</summary>
    internal long? LastStaticChange(Accessor accessor) =>
        accessor.NotifyBit is { } bit && _staticChanges.TryGetValue((accessor.DeclaringType, bit), out var time) ? time : null;

    private void NoteStaticChange(in Change change, long time) => _staticChanges[(change.Level, change.Bit)] = time;

    private ObjectDirectory? DirectoryOf(in Change change)
    {
        if (change.Owner is null)
            return _statics.GetValueOrDefault(change.Level);
        return TryLocate(change.Owner, out var id) ? ExtentOf(id.Extent)?.CachedNodeOf(id.Number) as ObjectDirectory : null;
    }

    /// <summary>A woven setter has told: whoever remembers the member's value hears of it. On the thread of the feed.</summary>
    private void Tell(Change change)
    {
        if (DirectoryOf(change) is not { } directory)
            return;
        directory.KnownStreams?.Tell(change);
        foreach (var member in directory.Shape.Members)
        {
            if (directory.Known(member.Ordinal) is not { } node || member.Accessor.NotifyBit != change.Bit || member.Accessor.DeclaringType != change.Level)
                continue;
            if (node is ValueFile file)
            {
                file.Waiters.Count();
                file.Waiters.Wake();
            }

            if (Feed.IsWatched)
                Feed.PostChanged(node);
        }
    }
}
