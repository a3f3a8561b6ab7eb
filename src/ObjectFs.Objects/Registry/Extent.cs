using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Shapes;
using ObjectFs.Weaving;

namespace ObjectFs.Objects.Registry;

/// <summary>The instances of one exported type, by number. Thread-safe; registering takes no lock and runs no code of the program.</summary>
internal sealed partial class Extent
{
    private readonly Lock _gate = new();
    private readonly IdentityOf? _identity;
    private readonly ConditionalWeakTable<object, object>? _numbers;
    private readonly SpareHandles _spares;
    private long _last;

    /// <summary>Makes an empty one.</summary>
    /// <param name="registry">Whose it is.</param>
    /// <param name="id">Its number.</param>
    /// <param name="type">The runtime type of the instances.</param>
    /// <param name="isLoose">Whether the instances were exported one by one under paths of their own.</param>
    public Extent(ObjectRegistry registry, int id, Type type, bool isLoose)
    {
        Registry = registry;
        Id = id;
        Type = type;
        IsLoose = isLoose;
        Export = isLoose ? null : type.GetCustomAttribute<ExportAttribute>(inherit: true);
        _spares = isLoose || Export?.Lifetime != Lifetime.Strong ? registry.WeakHandles : registry.StrongHandles;

        // The field in the object can serve one registry only.
        _identity = isLoose || !registry.IsDefault ? null : WovenMembers.FindIdentity(type);
        _numbers = _identity is null ? [] : null;
        _tail = new Segment(0, _spares);
        _segments = [_tail];
    }

    /// <summary>Whose it is.</summary>
    public ObjectRegistry Registry { get; }

    /// <summary>From 1; the upper part of its instances' inodes.</summary>
    public int Id { get; }

    /// <summary>The runtime type of all instances.</summary>
    public Type Type { get; }

    /// <summary>Whether the instances were exported one by one under paths of their own, rather than by their type.</summary>
    public bool IsLoose { get; }

    /// <summary>What the class says of itself; null where it says nothing.</summary>
    public ExportAttribute? Export { get; }

    /// <summary>The highest number given so far.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>Gives the object a number, unless it has one.</summary>
    public void Register(object instance)
    {
        if (_identity is not null)
        {
            ref long identity = ref _identity(instance);
            if (identity == 0)
                Volatile.Write(ref identity, Add(instance));
            return;
        }

        RegisterInTable(instance);
    }

    /// <summary>The number of an object that is alive here.</summary>
    public bool TryLocate(object instance, out long number)
    {
        number = 0;

        // The woven accessor trusts its argument's type.
        if (instance.GetType() != Type)
            return false;
        if (_identity is not null)
            number = Volatile.Read(ref _identity(instance));
        else if (_numbers!.TryGetValue(instance, out object? boxed))
            number = (long)boxed;

        // MemberwiseClone copies the number with the rest.
        return number > 0 && ReferenceEquals(Get(number), instance);
    }

    /// <summary>The object of a number.</summary>
    public bool TryGet(long number, [NotNullWhen(true)] out object? instance)
    {
        instance = Get(number);
        return instance is not null;
    }

    /// <summary>The object of a number, or null once it is collected or removed.</summary>
    public object? Get(long number)
    {
        if (number <= 0)
            return null;
        lock (_gate)
            return SegmentOf(number)?.Target(SlotOf(number));
    }

    /// <summary>Takes an object out, whether or not it is still referenced.</summary>
    public bool Remove(object instance)
    {
        if (!TryLocate(instance, out long number))
            return false;
        lock (_gate)
        {
            if (SegmentOf(number) is not { } segment || !segment.Remove(SlotOf(number)))
                return false;
        }

        Retire(number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Type}";

    private void RegisterInTable(object instance)
    {
        // Constructors of one object run on one thread; whoever exports by hand is serialised by the registry.
        if (!_numbers!.TryGetValue(instance, out object? known) || Get((long)known) is null)
            _numbers.AddOrUpdate(instance, Add(instance));
    }
}
