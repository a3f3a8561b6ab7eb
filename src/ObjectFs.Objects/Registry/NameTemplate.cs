using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Registry;

/// <summary>Reads templates such as <c>{Region}-{Id:D4}</c> and <c>zones/{Zone.Name}/{Login}</c>.</summary>
internal static class NameTemplate
{
    private const BindingFlags Any =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The components. A placeholder that names no property makes its component the instance's number, and is complained of.</summary>
    /// <param name="type">The type of the instances.</param>
    /// <param name="text">The template.</param>
    /// <param name="isPath">Whether slashes separate components.</param>
    /// <param name="complain">Takes what is wrong with the template.</param>
    public static NameCell[] Parse(Type type, string text, bool isPath, Action<string> complain)
    {
        List<NameCell> components = [];
        List<NamePart> parts = [];
        bool isBroken = false;
        for (int at = 0; at < text.Length;)
        {
            if (text[at] == '{' && text.IndexOf('}', at) is > 0 and int end)
            {
                if (Placeholder(type, text[(at + 1)..end]) is { } part)
                {
                    parts.Add(part);
                }
                else
                {
                    complain($"{type}: the template \"{text}\" names '{text[(at + 1)..end]}', which is no property of it; numbers are used instead.");
                    isBroken = true;
                }

                at = end + 1;
            }
            else if (isPath && text[at] == '/')
            {
                End();
                at++;
            }
            else
            {
                int next = text.AsSpan(at + 1).IndexOfAny('{', isPath ? '/' : '{');
                next = next < 0 ? text.Length : at + 1 + next;
                parts.Add(new NamePart(text[at..next]));
                at = next;
            }
        }

        End();
        return components.Count == 0 ? [new NameCell(type, [])] : [.. components];

        void End()
        {
            // A slash at either end, or two in a row, says nothing.
            if (parts.Count > 0 || isBroken)
                components.Add(new NameCell(type, isBroken ? [] : [.. parts]));
            parts.Clear();
            isBroken = false;
        }
    }

    private static NamePart? Placeholder(Type type, string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string path = colon < 0 ? text : text[..colon];
        List<Accessor> chain = [];
        Type owner = type;
        foreach (string name in path.Split('.'))
        {
            if (Find(owner, name.Trim()) is not { } link)
                return null;
            chain.Add(link);
            owner = link.ValueType;
        }

        return new NamePart([.. chain], colon < 0 ? null : text[(colon + 1)..]);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Woven.Register keeps the properties and fields of every class that it is called for.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Woven.Register keeps the properties and fields of every class that it is called for.")]
    private static Accessor? Find(Type owner, string name)
    {
        for (Type? level = owner; level is not null; level = level.BaseType)
        {
            foreach (PropertyInfo property in level.GetProperties(Any))
            {
                if (property.Name == name && property.GetIndexParameters().Length == 0 && Accessor.For(property) is { } accessor)
                    return accessor;
            }

            if (level.GetField(name, Any) is { } field && Accessor.For(field) is { } found)
                return found;
        }

        // What an interface inherits is not its base.
        return owner.IsInterface ? owner.GetInterfaces().Select(each => Find(each, name)).FirstOrDefault(static each => each is not null) : null;
    }
}
