using System.Runtime.InteropServices;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A boxed value as the content of its file, and back.</summary>
internal static class ValueText
{
    public static readonly Failure TooLong = new(Errno.EFBIG, $"its text is longer than {Limits.Text >> 20} MiB");

    /// <summary>The whole content of what is at a location now: the text and a newline, the bytes as they are, nothing for null.</summary>
    /// <exception cref="RefusalException">EFBIG; ELOOP below the depth of directories; ESTALE where the value is no file any more.</exception>
    public static ReadOnlyMemory<byte> Render(Location location) => Render(location, location.Read());

    /// <summary>The same for the value that was just read there.</summary>
    /// <exception cref="RefusalException">As above.</exception>
    public static ReadOnlyMemory<byte> Render(Location location, object? value) =>
        location.Depth <= Limits.Depth || value is null || Forms.OfRuntime(value.GetType()) is Form.Scalar or Form.Text or Form.Bytes
            ? Render(value)
            : throw new RefusalException(Sight.TooDeep);

    /// <summary>The same for a value.</summary>
    /// <exception cref="RefusalException">EFBIG; or ESTALE where the value is no file any more.</exception>
    public static ReadOnlyMemory<byte> Render(object? value)
    {
        switch (value)
        {
            case null:
                return default;
            case string text:
                return Render(text);
            case byte[] bytes:
                return Copy(bytes);
            case Memory<byte> memory:
                return Copy(memory);
            case ReadOnlyMemory<byte> memory:
                return Copy(memory);
        }

        if (!ScalarText.TryGet(value.GetType(), out var scalar))
            throw new RefusalException(Errno.ESTALE, "it is a directory now");
        for (var size = 256; size <= Limits.Text; size *= 4)
        {
            var buffer = new byte[size];
            if (!scalar.TryFormat(value, buffer.AsSpan(0, size - 2), out var written))
                continue;
            return End(buffer, written);
        }

        throw new RefusalException(TooLong);
    }

    // the program may go on writing into it; a gigabyte is not copied for a look
    private static ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> bytes) => bytes.Length <= Limits.Copied ? bytes.ToArray() : bytes;

    private static ReadOnlyMemory<byte> Render(string text)
    {
        var length = text.Length > Limits.Text ? int.MaxValue : Utf8Text.GetLength(text);
        if (length > Limits.Text)
            throw new RefusalException(TooLong);
        var buffer = new byte[length + 2];
        Utf8Text.TryFormat(text, buffer, out var written);
        return End(buffer, written);
    }

    private static ReadOnlyMemory<byte> End(byte[] buffer, int written)
    {
        var newline = Utf8Text.NewlineAfter(buffer.AsSpan(0, written));
        newline.CopyTo(buffer.AsSpan(written));
        return buffer.AsMemory(0, written + newline.Length);
    }

    /// <summary>The size of the content where it is cheap to tell without making it, else null.</summary>
    public static long? SizeOf(object? value) => value switch
    {
        null => 0,
        string { Length: > Limits.Text } => long.MaxValue, // refused, whatever it is: to count it would only cost
        string text => Utf8Text.GetLength(text) + (text.EndsWith('\r') ? 2 : 1),
        byte[] bytes => bytes.LongLength,
        Memory<byte> memory => memory.Length,
        ReadOnlyMemory<byte> memory => memory.Length,
        _ => null,
    };

    /// <summary>The value of what was written to a location.</summary>
    /// <param name="location">Where it is to go.</param>
    /// <param name="current">The value there now, which decides where the declaration leaves it open.</param>
    /// <param name="content">All of the bytes.</param>
    /// <exception cref="RefusalException">It is no value of the type.</exception>
    public static object? Parse(Location location, object? current, ReadOnlySpan<byte> content)
    {
        var type = location.DeclaredType;
        if (Forms.OfDeclared(type) == Form.Dynamic && current is not null)
            type = current.GetType();
        switch (Forms.OfDeclared(type))
        {
            case Form.Bytes:
                var bytes = content.ToArray();
                // an array converts to both: without the cast it would always become the last
                return type == typeof(byte[]) ? bytes : type == typeof(Memory<byte>) ? (object)new Memory<byte>(bytes) : new ReadOnlyMemory<byte>(bytes);
            case Form.Text:
                return Require(Utf8Text.Parse(Utf8Text.TakeNewline(content)));
            case Form.Scalar when ScalarText.TryGet(type, out var scalar):
                var result = scalar.Parse(Utf8Text.TakeNewline(content), current);
                return result.Errno == Errno.EINVAL && location.Member?.Expected is { } expected
                    ? throw new RefusalException(Refused.Malformed(Utf8Text.TakeNewline(content), expected))
                    : Require(result);
            default:
                return Reference(location, type, content);
        }
    }

    // null so far: a path makes a reference, and where anything may stand, text is text
    private static object Reference(Location location, Type type, ReadOnlySpan<byte> content)
    {
        var text = Require(Utf8Text.Parse(Utf8Text.TakeNewline(content)));
        if (References.Find(location, text) is { } target)
        {
            return type.IsInstanceOfType(target)
                ? target
                : throw new RefusalException(Errno.EINVAL, $"{text} is a {target.GetType().Name}, not a {type.Name}");
        }

        return type == typeof(object)
            ? text
            : throw new RefusalException(Errno.EINVAL, $"'{text}' is not the path of an exported {type.Name}");
    }

    private static T Require<T>(Result<T> result) => result.TryGet(out var value) ? value : throw new RefusalException(result.Failure);

    /// <summary>A small number that differs where values (very probably) differ.</summary>
    public static int Fingerprint(ReadOnlySpan<byte> content)
    {
        var hash = default(HashCode);
        hash.AddBytes(content);
        return hash.ToHashCode();
    }

    /// <summary>The same for a value whose text is not at hand.</summary>
    public static int Fingerprint(object? value) => value switch
    {
        null => 0,
        string text => string.GetHashCode(text, StringComparison.Ordinal),
        Memory<byte> memory => HashCode.Combine(memory.Length, Identity(memory)),
        ReadOnlyMemory<byte> memory => HashCode.Combine(memory.Length, Identity(memory)),
        _ => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value),
    };

    private static int Identity(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) ? System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(segment.Array) : 0;
}
