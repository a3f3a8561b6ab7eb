using System.Collections.Concurrent;
using ObjectFs.Weaving;

namespace ObjectFs.Objects.Registry;

/// <summary>Objects of classes derived from a woven one: those of assemblies that are not woven are announced by their nearest woven base.</summary>
internal static class DerivedTypes
{
    private static readonly ConcurrentDictionary<Type, (Type Announcer, Extent? Extent)> Known = new();

    /// <summary>Registers the object if this is the class that announces it.</summary>
    /// <param name="instance">Of a type derived from <paramref name="level"/>.</param>
    /// <param name="level">The class whose constructor is ending.</param>
    public static void Register(object instance, Type level)
    {
        (Type announcer, Extent? extent) = Known.GetOrAdd(instance.GetType(), static type => (Announcer(type), ObjectRegistry.Default.ExtentFor(type)));
        if (announcer == level)
            extent?.Register(instance);
    }

    private static Type Announcer(Type type)
    {
        Type level = type;
        while (!level.Assembly.IsDefined(typeof(WovenAttribute), inherit: false) && level.BaseType is { } lower)
            level = lower;
        return level;
    }
}
