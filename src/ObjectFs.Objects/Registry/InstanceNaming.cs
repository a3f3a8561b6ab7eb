using System.Globalization;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

/// <summary>
/// The names of an extent's instances by a template. Nothing is known until somebody looks; then what was registered since the last look is named, in the order of numbers.
/// <para>Where all properties of the template are constant or have woven setters (<see cref="IsStable"/>), a name stays true until a setter says otherwise, and finding costs
/// the same for any number of instances. Elsewhere a name found is compared with what the instance would be called now, and a name not found makes all instances be asked
/// again: a cost per instance, at most a tenth of the time where there are many.</para>
/// Thread-safe.
/// </summary>
internal sealed partial class InstanceNaming
{
    private readonly Extent _extent;
    private readonly ObjectRegistry _registry;
    private readonly DirectoryTable _home;
    private readonly NameCell[] _components;
    private readonly Accessor[] _notifying;

    // Under the lock of the names.
    private readonly Dictionary<long, (DirectoryEntry Entry, string[] Wanted)> _entries = [];

    /// <summary>Reads the template.</summary>
    /// <param name="extent">Whose instances.</param>
    /// <param name="home">The table of the type's directory, or of the root for whole paths.</param>
    public InstanceNaming(Extent extent, DirectoryTable home)
    {
        _extent = extent;
        _registry = extent.Registry;
        _home = home;
        _components = NameTemplate.Parse(extent.Type, extent.Export!.Path ?? extent.Export.Name!, extent.HasOwnPath, _registry.Complain);
        IsStable = _components.All(static each => each.IsStable);
        IsTrivial = _components.All(static each => each.IsTrivial);

        // one that the way is made of too would move the instance elsewhere
        NameProperty = _components[^1].Settable is { } last && !_components[..^1].Any(each => each.Reads(last)) ? last : null;
        _notifying = IsStable ? [.. _components.SelectMany(static each => each.Notifying)] : [];
    }

    /// <summary>Whether names change only where a woven setter says so.</summary>
    public bool IsStable { get; }

    /// <summary>Whether finding out a name runs no code of the program.</summary>
    public bool IsTrivial { get; }

    /// <summary>The property that setting renames an instance, where its name is one settable string or scalar and nothing else; for <c>mv</c> and <c>mkdir</c>.</summary>
    public Accessor? NameProperty { get; }

    /// <summary>What <see cref="NameProperty"/> has to be for an instance to be called so; EINVAL where nothing is, EPERM for names that editors and file managers try.</summary>
    public Result<object?> ValueOf(byte[] name)
    {
        string text = Name.Decode(Encoding.UTF8.GetString(name));
        object? value = text;
        if (ScalarText.TryGet(NameProperty!.ValueType, out ScalarText? scalar))
        {
            Result<object?> parsed = scalar.Parse(Encoding.UTF8.GetBytes(text), null);
            if (!parsed.TryGet(out value))
                return Refuse(name, parsed.Failure);
        }

        byte[] called = _components[^1].TextOf(value) is { Length: > 0 } wanted ? Name.EncodeUtf8(wanted) : [];
        return called.AsSpan().SequenceEqual(name)
            ? Boxed(value)
            : Refuse(name, new(Errno.EINVAL, $"{Refused.Quote(name)} would be called {Refused.Quote(called)}"));
    }

    /// <summary>The place of an instance, as far as is known. Under the lock of the names.</summary>
    public DirectoryEntry? EntryOf(long number) => _entries.TryGetValue(number, out (DirectoryEntry Entry, string[] Wanted) known) ? known.Entry : null;

    /// <summary>An instance is gone. Under the lock of the names.</summary>
    public void Forget(long number, Node? node)
    {
        if (!_entries.Remove(number, out (DirectoryEntry Entry, string[] Wanted) known))
            return;
        FormerNames.Tell(_registry, known.Entry, node);
        if (_extent.HasOwnPath)
        {
            PathTables.Remove(_registry, known.Entry, node);
            return;
        }

        _home.Remove(known.Entry, _registry.Clock.Now);
        _registry.Feed.PostEntryIfWatched(_home.Node, known.Entry.Name, node);
    }

    /// <summary>A woven setter reported a change.</summary>
    public void Apply(long number, in Change change)
    {
        foreach (Accessor accessor in _notifying)
        {
            if (accessor.DeclaringType != change.Level || accessor.NotifyBit != change.Bit)
                continue;
            Refresh(number);
            return;
        }
    }

    /// <summary>Whether an instance is still called what it was called last, without running code of the program.</summary>
    /// <returns>Null where that takes running it.</returns>
    public bool? IsStillNamed(long number, object instance)
    {
        if (IsStable)
        {
            foreach (Accessor accessor in _notifying)
            {
                if (!Interest.IsArmed(instance, accessor))
                    return false;
            }

            return true;
        }

        return IsTrivial ? IsPlacedAs(number, Wanted(number, instance)) : null;
    }

    private static Failure Refuse(byte[] name, Failure failure) => name[0] == '.' ? failure with { Errno = Errno.EPERM } : failure;

    // the language takes an object for the result itself unless its type is a parameter
    private static Result<T> Boxed<T>(T value) => value;

    private bool IsPlacedAs(long number, string[] wanted)
    {
        lock (_registry.Names)
            return _entries.TryGetValue(number, out (DirectoryEntry Entry, string[] Wanted) known) && known.Wanted.AsSpan().SequenceEqual(wanted);
    }

    private string[] Wanted(long number, object instance)
    {
        string[] wanted = new string[_components.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            string? text = UserCode.TryRead(_components[i], instance, _extent.Budget, out object? read) ? (string?)read : null;
            wanted[i] = string.IsNullOrEmpty(text) ? number.ToString(CultureInfo.InvariantCulture) : Name.Encode(text);
        }

        return wanted;
    }

    private void Place(long number, string[] wanted)
    {
        lock (_registry.Names)
        {
            // Gone in between: whoever took it out found nothing to forget.
            if (_extent.Get(number) is null)
                return;
            if (!_entries.TryGetValue(number, out (DirectoryEntry Entry, string[] Wanted) known))
            {
                _entries.Add(number, (Add(number, wanted), wanted));
            }
            else if (!known.Wanted.AsSpan().SequenceEqual(wanted))
            {
                _entries[number] = (Move(known.Entry, known.Wanted, wanted, number), wanted);
            }
        }
    }

    private DirectoryEntry Add(long number, string[] wanted) => _extent.HasOwnPath
        ? PathTables.Place(_registry, wanted, _extent, number, isLink: false)
        : _home.AddObject(wanted[0], _extent, number, isLink: false, _registry.Clock.Now);

    private DirectoryEntry Move(DirectoryEntry entry, string[] from, string[] to, long number)
    {
        if (from.AsSpan(0, from.Length - 1).SequenceEqual(to.AsSpan(0, to.Length - 1)))
        {
            byte[] old = entry.Table.Rename(entry, to[^1], _registry.Clock.Now);
            FormerNames.Remember(entry, entry, old, _extent.CachedNodeOf(number));
            _registry.Feed.PostEntryIfWatched(entry.Table.Node, old, null);
            return entry;
        }

        // The new place first, so that directories on both ways stay.
        DirectoryEntry added = Add(number, to);
        FormerNames.Remember(added, entry, entry.Name, _extent.CachedNodeOf(number));
        PathTables.Remove(_registry, entry, null);
        return added;
    }
}
