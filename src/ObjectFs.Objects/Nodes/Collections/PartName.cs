using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>Keys and values as names of files.</summary>
internal static class PartName
{
    /// <summary>The name of the empty text, which no other text has: a percent sign stands for itself only as <c>%25</c>.</summary>
    private const string Empty = "%";

    /// <summary>A key's or value's text, encoded. Null for null, which has none.</summary>
    public static string? Of(object? part)
    {
        if (part is null)
            return null;
        var text = part as string ?? TextOf(part);
        return text.Length == 0 ? Empty : Name.Encode(text);
    }

    /// <summary>The key or value of a name, read as strictly as what is written to a file.</summary>
    /// <exception cref="RefusalException">None is called so; EPERM for names that editors and file managers try.</exception>
    public static object Parse(Type type, byte[] name)
    {
        var fileName = Encoding.UTF8.GetString(name);
        var text = fileName == Empty ? "" : Name.Decode(fileName);
        var part = type == typeof(string) || type == typeof(object) ? text
            : ScalarText.TryGet(type, out var scalar) ? Require(scalar.Parse(Encoding.UTF8.GetBytes(text), null), name)
            : throw new RefusalException(Errno.EPERM, $"a {Shapes.TypeNames.Short(type)} is not made from a name; the program adds it");
        var called = Of(part) ?? "";
        if (called == fileName && name.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(called)))
            return part!;
        throw Refuse(name, new(Errno.EINVAL, $"{Refused.Quote(name)} would be called {Refused.Quote(Encoding.UTF8.GetBytes(called))} here"));
    }

    private static object? Require(Result<object?> result, byte[] name) => result.TryGet(out var value) ? value : throw Refuse(name, result.Failure);

    // no part is called by a name with a leading dot, whatever the dot begins
    private static RefusalException Refuse(byte[] name, Failure failure) => new(name[0] == '.' ? failure with { Errno = Errno.EPERM } : failure);

    private static string TextOf(object part)
    {
        if (ScalarText.TryGet(part.GetType(), out var scalar))
        {
            var text = new byte[1024];
            if (scalar.TryFormat(part, text, out var written))
                return Encoding.UTF8.GetString(text, 0, written);
        }

        return RecordText.Of(part);
    }
}
