using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Registry;

/// <summary>Finds what <see cref="ExportAttribute.When"/> names.</summary>
internal static class Predicates
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    /// <summary>The bool property, or the static method that takes the instance and returns bool; where there is none, a predicate that hides everything, and a complaint.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Woven.Register keeps the properties and methods of every class that it is called for.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Woven.Register keeps the properties and methods of every class that it is called for.")]
    public static Accessor<bool> Find(Type type, string name, Action<string> complain)
    {
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            if (level.GetProperty(name, Any | BindingFlags.DeclaredOnly, null, typeof(bool), [], null) is { } property && Accessor.For(property) is { } accessor)
                return accessor as Accessor<bool> ?? new PredicateCell(property, accessor.ReadObject);
            foreach (MethodInfo method in level.GetMember(name, MemberTypes.Method, Any | BindingFlags.DeclaredOnly).Cast<MethodInfo>())
            {
                if (method.IsStatic && method.ReturnType == typeof(bool) && method.GetParameters() is [{ ParameterType: var of }] && of.IsAssignableFrom(type))
                    return new PredicateCell(method, instance => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [instance], null));
            }
        }

        complain($"{type}: When = \"{name}\" names neither a bool property nor a static bool method that takes the instance; no instance is shown.");
        return new PredicateCell(type, static _ => false);
    }
}
