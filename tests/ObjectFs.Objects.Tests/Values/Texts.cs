using System.Text;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Values;

/// <summary>What the tests of texts say often.</summary>
internal static class Texts
{
    public static ScalarText<T> Of<T>()
    {
        Assert.True(ScalarText.TryGet<T>(out var text), $"{typeof(T)} is no scalar");
        return text;
    }

    /// <summary>What <c>cat</c> prints, without the newline.</summary>
    public static string Print<T>(T value) => Print(Of<T>(), value);

    public static string Print<T>(ScalarText<T> text, T value) => Encoding.UTF8.GetString(Bytes(text, value));

    public static byte[] Bytes<T>(ScalarText<T> text, T value)
    {
        var buffer = new byte[text.MaxLength ?? 16];
        int written;
        while (!text.TryFormat(value, buffer, out written))
        {
            Assert.Null(text.MaxLength);
            buffer = new byte[buffer.Length * 4];
        }

        return buffer[..written];
    }

    /// <summary>What <c>echo</c> sets.</summary>
    public static Result<T> Read<T>(string written, T current = default!) => Of<T>().Parse(Encoding.UTF8.GetBytes(written), current);

    public static T Value<T>(string written, T current = default!)
    {
        var result = Read(written, current);
        Assert.True(result.Succeeded, result.Sentence);
        return result.Value;
    }

    /// <summary>Asserts that it is refused, and gives the sentence.</summary>
    public static string Refuses<T>(string written, Errno errno = Errno.EINVAL, T current = default!)
    {
        var result = Read(written, current);
        Assert.False(result.Succeeded, $"'{written}' was read as {(result.Succeeded ? result.Value : default)}");
        Assert.Equal(errno, result.Errno);
        Assert.NotNull(result.Sentence);
        return result.Sentence;
    }
}
