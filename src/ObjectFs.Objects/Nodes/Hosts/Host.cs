using ObjectFs.Objects.Access;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>What a part of the tree hangs on: one exported object, or the static members of one type. Thread-safe.</summary>
internal abstract class Host(ObjectRegistry registry, Policy policy)
{
    public ObjectRegistry Registry { get; } = registry;

    public Policy Policy { get; } = policy;

    /// <summary>The object, or null once it is gone. For static members, something to lock.</summary>
    public abstract object? Target { get; }

    /// <summary>What the class's declaration leaves of permission bits.</summary>
    public int ModeMask => Policy.ModeMask;

    /// <summary>Permission bits of its directories: to be searched by whoever may read.</summary>
    public int DirectoryMode => (ModeMask & 0x124) | ((ModeMask & 0x124) >> 2);

    /// <summary>The same for those that hold members, beside which its owner may make files.</summary>
    public int ObjectMode => DirectoryMode | (ModeMask & 0x80);

    /// <summary>The object's identity; null where it is no object.</summary>
    public virtual ObjectId? Id => null;

    /// <summary>How many read streams here; under the lock of <see cref="Live.StreamReaders"/>.</summary>
    public int StreamReaders { get; set; }

    /// <summary>Nanoseconds since 1970 when it was registered.</summary>
    public abstract long Born { get; }

    /// <summary>Milliseconds.</summary>
    public int Budget => (int)Registry.GetterBudget.TotalMilliseconds;

    /// <summary>ESTALE, in words.</summary>
    public static Failure Gone => new(Errno.ESTALE, "the object is gone: the program has let go of it");

    /// <summary>The place from the root, without a slash in front (<c>Player/alice</c>), as far as it is known without asking the program; for messages.</summary>
    public abstract string KnownPath { get; }

    /// <summary>The place from the root; null where it has none any more.</summary>
    public abstract ValueTask<string?> PathAsync();

    /// <summary>Nanoseconds since 1970 of the last change that the weaver told of a member, or null.</summary>
    public abstract long? LastChange(Member member);

    /// <summary>Asks the setter of a member to tell of its next change. Comes before the reading that is to be remembered.</summary>
    public abstract void Arm(object owner, Member member);

    /// <summary>What a value here shows: of the host itself its own members, static ones where it is a type.</summary>
    public virtual Shape ShapeOf(object value) => Shape.Of(value.GetType());

    /// <summary>The object.</summary>
    /// <exception cref="RefusalException">ESTALE: it is gone.</exception>
    public object Require() => Target ?? throw new RefusalException(Gone);
}
