using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ObjectFs.Objects.Shapes;

/// <summary>
/// The comments that the weaver put into an assembly, by the ids of what they stand on. Read when somebody first asks; what is no such table, or has lines that it does not have, tells
/// nothing there. Immutable, thread-safe.
/// </summary>
internal sealed class CarriedComments
{
    /// <summary>The name of the resource.</summary>
    public const string ResourceName = "<ObjectFs>comments";

    /// <summary>The first line.</summary>
    public const string Heading = "ObjectFs comments 1";

    /// <summary>Stands where a parameter's name would, for what a method returns.</summary>
    public const string Result = "<returns>";

    private const int MaxBytes = 16 << 20;
    private const int MaxLine = 8 * 1024;

    private static readonly ConditionalWeakTable<Assembly, CarriedComments> Tables = [];
    private static readonly CarriedComments None = new([]);

    private readonly Dictionary<string, string> _texts;

    private CarriedComments(Dictionary<string, string> texts)
    {
        _texts = texts;
    }

    /// <summary>Those of the assembly that declares a member.</summary>
    public static CarriedComments? Of(MemberInfo member) =>
        member.Module.Assembly is { IsDynamic: false } assembly ? Tables.GetValue(assembly, static assembly => Read(assembly.GetManifestResourceStream(ResourceName))) : null;

    /// <summary>The key of a parameter of a method.</summary>
    public static string KeyOf(string method, string parameter) => $"{method} {parameter}";

    /// <summary>Reads a table: the heading, then lines of id, tab, text.</summary>
    public static CarriedComments Read(Stream? resource)
    {
        using (resource)
        {
            if (resource is not { Length: <= MaxBytes })
                return None;
            using var reader = new StreamReader(resource, Encoding.UTF8);
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            if (reader.ReadLine() != Heading)
                return None;
            while (reader.ReadLine() is { } line)
            {
                var tab = line.IndexOf('\t', StringComparison.Ordinal);
                if (tab > 0 && line.Length <= MaxLine && !line.AsSpan(tab + 1).ContainsAnyInRange('\0', '\x1F') && !string.IsNullOrWhiteSpace(line[tab..]))
                    texts.TryAdd(line[..tab], line[(tab + 1)..]);
            }

            return new(texts);
        }
    }

    /// <summary>The comment of an id, or null.</summary>
    public string? Find(string id) => _texts.GetValueOrDefault(id);
}
