using System.Runtime.CompilerServices;
using System.Text;
using ObjectFs.Objects.Methods;

namespace ObjectFs.Objects.Shapes;

/// <summary>What declarations tell of something in the tree, by the names of the extended attributes that show it. Made without running code of the program's. Immutable, thread-safe.</summary>
internal sealed class Facts
{
    /// <summary>What all names start with.</summary>
    public const string Prefix = "user.objectfs.";

    // an attribute holds 64 KiB at most, and a person reads less
    private const int MaxText = 4096;

    private static readonly ConditionalWeakTable<Type, Facts> Types = [];
    private static readonly ConditionalWeakTable<Type, Facts> Parts = [];

    private readonly List<(byte[] Name, byte[] Text)> _all = [];

    private Facts(params ReadOnlySpan<(string Name, string? Text)> facts)
    {
        var names = new List<byte>();
        foreach (var (name, text) in facts)
        {
            if (text is null)
                continue;
            var full = Encoding.UTF8.GetBytes(Prefix + name);
            _all.Add((full, Encode(text)));
            names.AddRange(full);
            names.Add(0);
        }

        Names = [.. names];
    }

    /// <summary>The names that there is a text for, each ended by NUL.</summary>
    public byte[] Names { get; }

    /// <summary>Of the objects of a class.</summary>
    public static Facts Of(Type type) => Types.GetValue(type, static type => new(("type", TypeNames.Full(type)), ("doc", Documentation.Of(type))));

    /// <summary>Of what is in a collection.</summary>
    public static Facts OfPart(Type type) => Parts.GetValue(type, static type => new(("type", TypeNames.Short(type)), ("values", Bounds.ValuesOf(type, []))));

    public static Facts Of(Member member)
    {
        var type = member.Accessor.ValueType;
        return new(
            ("type", TypeNames.Short(type)),
            ("unit", member.Unit),
            ("doc", member.Documentation),
            ("range", Bounds.RangeOf(member)),
            ("values", Bounds.ValuesOf(type, member.Validations)),
            ("default", Bounds.DefaultOf(member)));
    }

    public static Facts Of(Method method) => new(("type", Signature.Of(method)), ("doc", method.Documentation));

    /// <summary>A text as an attribute holds it: not longer than a person reads.</summary>
    public static byte[] Encode(string text) =>
        Encoding.UTF8.GetBytes(text.Length <= MaxText ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)}…");

    /// <summary>The text of a name, or null.</summary>
    public byte[]? Find(ReadOnlySpan<byte> name)
    {
        foreach (var (candidate, text) in _all)
        {
            if (name.SequenceEqual(candidate))
                return text;
        }

        return null;
    }
}
