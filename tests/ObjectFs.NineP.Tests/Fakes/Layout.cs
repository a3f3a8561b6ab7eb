using System.Buffers.Binary;
using System.Text;

namespace ObjectFs.NineP.Tests;

/// <summary>What an answer has to look like, in the notation of <c>Wire/Layouts.cs</c>.</summary>
internal static class Layout
{
    // Linux's receive buffer has room for no more
    private const int MaxSentence = 126;

    /// <summary>Fails the test where a frame is not what its type says.</summary>
    public static void Check(byte type, byte[] body, NinePDialect? dialect)
    {
        var rest = body.AsSpan();
        foreach (var field in Of(type, dialect))
        {
            var length = field switch
            {
                '1' or '2' or '4' or '8' => field - '0',
                'q' => 13,
                's' => 2 + Number(rest, 2),
                'd' => 4 + Number(rest, 4),
                'Q' => 2 + (13 * Number(rest, 2)),
                _ => throw new InvalidOperationException($"no field is called {field}"),
            };
            Assert.True(rest.Length >= length, $"An answer of type {type} is cut off: {Convert.ToHexString(body)}");
            rest = rest[length..];
        }

        Assert.True(rest.IsEmpty, $"An answer of type {type} has {rest.Length} bytes too many: {Convert.ToHexString(body.AsSpan(0, Math.Min(200, body.Length)))}");
        if (type == Op.Error)
            CheckSentence(body);
        if (type == Op.Lerror)
            Assert.InRange(BinaryPrimitives.ReadUInt32LittleEndian(body), 1u, 133u);
    }

    private static void CheckSentence(byte[] body)
    {
        var sentence = body.AsSpan(2, Number(body, 2));
        Assert.InRange(sentence.Length, 1, MaxSentence);
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(sentence);
        Assert.DoesNotContain(text, static character => char.IsControl(character));
        if (body.Length > sentence.Length + 2)
            Assert.InRange(BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(2 + sentence.Length)), 1u, 133u);
    }

    private static int Number(ReadOnlySpan<byte> bytes, int width)
    {
        Assert.True(bytes.Length >= width, "An answer is cut off within a length.");
        return width == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    private static string Of(byte type, NinePDialect? dialect) => (type, dialect) switch
    {
        (Op.Version + 1, _) => "4s",
        (Op.Error, NinePDialect.Unix) => "s4",
        (Op.Error, NinePDialect.Plan9 or null) => "s",
        (Op.Lerror, NinePDialect.Linux or null) => "4",
        (Op.Auth + 1 or Op.Attach + 1, _) => "q",
        (Op.Flush + 1 or Op.Clunk + 1 or Op.Remove + 1, _) => "",
        (Op.Walk + 1, _) => "Q",
        (Op.Read + 1, _) => "d",
        (Op.Write + 1, _) => "4",
        (Op.Open + 1 or Op.Create + 1, NinePDialect.Plan9 or NinePDialect.Unix) => "q4",
        (Op.Stat + 1, NinePDialect.Plan9 or NinePDialect.Unix) => "s",
        (Op.Wstat + 1, NinePDialect.Plan9 or NinePDialect.Unix) => "",
        (Op.Statfs + 1, NinePDialect.Linux) => "448888884",
        (Op.Lopen + 1 or Op.Lcreate + 1, NinePDialect.Linux) => "q4",
        (Op.Symlink + 1 or Op.Mknod + 1 or Op.MakeDirectory + 1, NinePDialect.Linux) => "q",
        (Op.Rename + 1 or Op.SetAttributes + 1 or Op.XattrCreate + 1 or Op.Fsync + 1 or Op.Link + 1 or Op.RenameAt + 1 or Op.UnlinkAt + 1, NinePDialect.Linux) => "",
        (Op.ReadLink + 1, NinePDialect.Linux) => "s",
        (Op.GetAttributes + 1, NinePDialect.Linux) => "8q444888888888888888",
        (Op.XattrWalk + 1, NinePDialect.Linux) => "8",
        (Op.ReadDirectory + 1, NinePDialect.Linux) => "d",
        (Op.Lock + 1, NinePDialect.Linux) => "1",
        (Op.GetLock + 1, NinePDialect.Linux) => "1884s",
        _ => throw new InvalidOperationException($"An answer of type {type} is none that {dialect?.ToString() ?? "anybody"} knows."),
    };
}
