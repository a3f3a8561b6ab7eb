using System.Buffers;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>Fields of RFC 4180: in quotes where they hold a comma, a quote or a part of a line end. Null is an empty field, and an empty text is <c>""</c>.</summary>
internal static class CsvCell
{
    private const int Short = 256;

    private static readonly SearchValues<byte> Special = SearchValues.Create("\",\r\n"u8);

    /// <summary>Writes a member of an instance. May run user code and throw what it throws.</summary>
    /// <returns>False where it is null, and nothing was written.</returns>
    public static bool Write(Window to, Member member, object instance)
    {
        if (member.Scalar is not { } cell)
        {
            if (member.Accessor.ReadObject(instance) is not string text)
                return false;
            Write(to, text);
            return true;
        }

        var room = to.GetSpan(Short);
        if (!cell.TryFormat(instance, room, out var written))
            Write(to, Utf8Text.TakeNewline(ValueText.Render(member.Accessor.ReadObject(instance)).Span));
        else if (written == 0)
            return false;
        else
            End(to, Utf8Text.TakeNewline(room[..written]));
        return true;
    }

    /// <summary>Ends a field, or the line.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="isLast">Whether it is the last of the line.</param>
    /// <param name="isBlank">Whether the line would be empty, which readers pass over.</param>
    public static void End(Window to, bool isLast, bool isBlank = false)
    {
        if (isBlank)
            to.Write("\"\""u8);
        to.Write(isLast ? "\r\n"u8 : ","u8);
    }

    /// <summary>Writes a text.</summary>
    public static void Write(Window to, string text)
    {
        if (text.Length > Limits.Text / 3)
            throw new RefusalException(Errno.EFBIG, $"its text is longer than {Limits.Text / 3 >> 20} MiB");
        var room = to.GetSpan(text.Length * 3);
        End(to, room[..Encoding.UTF8.GetBytes(text, room)]);
    }

    /// <summary>Writes what there is in the place of a value that cannot be read.</summary>
    public static void Write(Window to, Failure failure) => Write(to, $"$error: {failure}");

    private static void Write(Window to, ReadOnlySpan<byte> text)
    {
        text.CopyTo(to.GetSpan(text.Length));
        End(to, to.GetSpan(text.Length)[..text.Length]);
    }

    // the text lies in the writer's room already, and is moved only where it needs quotes
    private static void End(Window to, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && !text.ContainsAny(Special))
        {
            to.Advance(text.Length);
            return;
        }

        ReadOnlySpan<byte> rest = text.ToArray();
        to.Write("\""u8);
        for (var at = rest.IndexOf((byte)'"'); at >= 0; at = rest.IndexOf((byte)'"'))
        {
            to.Write(rest[..(at + 1)]);
            to.Write("\""u8);
            rest = rest[(at + 1)..];
        }

        to.Write(rest);
        to.Write("\""u8);
    }
}
