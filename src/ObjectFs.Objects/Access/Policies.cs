using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Access;

/// <summary>The policy that each exported class declares. Thread-safe.</summary>
internal static class Policies
{
    private static readonly ConditionalWeakTable<Type, Policy> Known = [];

    public static Policy Of(Type type) => Known.GetValue(type, static type =>
    {
        if (type.GetCustomAttribute<ExportAttribute>(inherit: true) is not { } export)
            return Policy.Default;
        var dispatcher = export.Sync == Sync.Dispatcher ? DispatcherOf(type, export.Dispatcher) : null;
        return new Policy
        {
            Sync = export.Sync,
            Budget = export.Budget,
            ModeMask = ModeBits.Parse(export.Mode),

            // the weaver reports a name that leads nowhere; where nobody wove, each caller is told
            Dispatcher = export.Sync != Sync.Dispatcher ? null : dispatcher is null ? static _ => null : dispatcher.ReadObject,
            HasStaticDispatcher = dispatcher is { IsStatic: true },
        };
    });

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Woven code keeps the members of exported types.")]
    private static Accessor? DispatcherOf(Type type, string? name)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        return name is null ? null
            : type.GetProperty(name, Any) is { } property ? Accessor.For(property)
            : type.GetField(name, Any) is { } field ? Accessor.For(field) : null;
    }
}
