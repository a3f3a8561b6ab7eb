using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

// Where the instances appear, and whether.
internal sealed partial class Extent
{
    private InstanceNaming? _naming;
    private Accessor<bool>? _when;
    private bool _isWhenKnown;

    /// <summary>Whether instances have a whole path of their own, rather than a name in the directory of their type.</summary>
    public bool HasOwnPath => Export?.Path is not null;

    /// <summary>Whether instances are called by their numbers, in the directory of their type.</summary>
    public bool IsNumbered => !IsLoose && (Export?.Path ?? Export?.Name) is null;

    /// <summary>The directory of the type; null where instances have paths of their own.</summary>
    public TypeDirectory? TypeDirectory { get; set; }

    /// <summary>The names of instances that have a template, made at the first look; null where they are called by their numbers.</summary>
    public InstanceNaming? Naming
    {
        get
        {
            if (_naming is not null || IsLoose || IsNumbered)
                return _naming;
            DirectoryTable home = HasOwnPath ? Registry.RootTable : TypeDirectory!.Table;
            Interlocked.CompareExchange(ref _naming, new InstanceNaming(this, home), null);
            return _naming;
        }
    }

    /// <summary>The names of instances, if anybody ever looked.</summary>
    public InstanceNaming? KnownNaming => Volatile.Read(ref _naming);

    /// <summary>How long the name of an instance leads to it.</summary>
    public Freshness NameFreshness => When is null && Naming is null or { IsStable: true } ? Freshness.Watched : Freshness.Volatile;

    /// <summary>How long a getter may take.</summary>
    public TimeSpan Budget => Export is { Budget: > 0 } ? TimeSpan.FromMilliseconds(Export.Budget) : Registry.GetterBudget;

    /// <summary>What decides whether an instance is shown; null where all are.</summary>
    public Accessor<bool>? When
    {
        get
        {
            if (!Volatile.Read(ref _isWhenKnown))
            {
                if (Export?.When is { } name)
                    _when = Predicates.Find(Type, name, Registry.Complain);
                Volatile.Write(ref _isWhenKnown, true);
            }

            return _when;
        }
    }

    /// <summary>Whether an instance is to be shown, by running <see cref="When"/>. One that throws or takes too long hides its instance.</summary>
    public bool IsShown(object instance) =>
        When is not { } when || (UserCode.TryRead(when, instance, Budget, out object? shown) && shown is true);
}
