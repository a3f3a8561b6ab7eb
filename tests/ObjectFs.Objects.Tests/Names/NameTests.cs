using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Names;

public sealed class NameTests
{
    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("Ünï 😀", "Ünï 😀")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("50%", "50%25")]
    [InlineData(".", "%2E")]
    [InlineData("..", "%2E%2E")]
    [InlineData(".hidden", "%2Ehidden")]
    [InlineData("a.b", "a.b")]
    [InlineData("a. .", "a%2E%20%2E")]
    [InlineData(" ", "%20")]
    [InlineData("<>:\"\\|?*", "%3C%3E%3A%22%5C%7C%3F%2A")]
    [InlineData("a\0b\n\u007f\u0085", "a%00b%0A%7F%C2%85")]
    [InlineData("CON", "%43ON")]
    [InlineData("nul.txt", "%6Eul.txt")]
    [InlineData("COM1", "%43OM1")]
    [InlineData("lpt9 .x", "%6Cpt9 .x")]
    [InlineData("COM²", "%43OM²")]
    [InlineData("CONSOLE", "CONSOLE")]
    [InlineData("COM10", "COM10")]
    [InlineData("alice~2", "alice%7E2")]
    [InlineData("~2", "%7E2")]
    [InlineData("alice~", "alice~")]
    [InlineData("a~2b", "a~2b")]
    [InlineData("a~1~2", "a~1%7E2")]
    [InlineData("e\u0301", "é")]
    [InlineData(".\u0301", "%2E%CC%81")]
    [InlineData("\u212b\uffff", "\u00c5\uffff")]
    [InlineData("", "")]
    public void A_text_and_its_name(string text, string name)
    {
        Assert.Equal(name, Name.Encode(text));
        Assert.Equal(text.Normalize(), Name.Decode(name));
        Assert.Equal(Encoding.UTF8.GetBytes(name), Name.EncodeUtf8(text));
    }

    [Fact]
    public void What_cannot_be_normalized_is_escaped_and_comes_back()
    {
        Assert.Equal("a%EF%BF%BEb", Name.Encode("a\ufffeb"));
        Assert.Equal("a\ufffeb", Name.Decode("a%EF%BF%BEb"));
        Assert.Equal("a%ED%A0%80e\u0301"u8.Length - 1, Name.EncodeUtf8("a\ud800e\u0301").Length);
        Assert.Equal("a\ud800é", Name.Decode(Name.Encode("a\ud800e\u0301")));
        Assert.Equal("\ude00\ud83d", Name.Decode(Name.Encode("\ude00\ud83d")));
    }

    [Fact]
    public void Every_short_name_is_valid_and_comes_back()
    {
        foreach (var text in Randoms(8, 20_000))
        {
            var name = Valid(text);
            Assert.Equal(Normal(text), Name.Decode(name));
            Assert.Equal(name, Name.Encode(Name.Decode(name)));
        }
    }

    [Fact]
    public void Every_name_of_a_generated_text_is_valid_and_comes_back() =>
        Prop.ForAll<string>(text =>
        {
            if (string.IsNullOrEmpty(text))
                return true;
            var name = Valid(text);
            return name.Contains("%-", StringComparison.Ordinal) || Name.Decode(name) == Normal(text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Texts_that_differ_have_names_that_differ()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in Randoms(6, 20_000).Concat(Randoms(400, 2_000)))
        {
            var name = Name.Encode(text);
            Assert.True(names.TryAdd(name, Normal(text)) || names[name] == Normal(text), $"{name} stands for two texts");
        }
    }

    [Fact]
    public void A_long_name_is_cut_at_a_character_and_stays_unique()
    {
        var one = Valid(new string('a', 300));
        Assert.Equal(Name.MaxBytes, one.Length);
        Assert.StartsWith(new string('a', 237) + "%-", one, StringComparison.Ordinal);
        Assert.NotEqual(one, Valid(new string('a', 301)));
        Assert.Equal(255, Valid(new string('a', 255)).Length);
        Assert.DoesNotContain("%-", Valid(new string('a', 255)), StringComparison.Ordinal);

        // Four bytes a character, three an escape, and a family of 25 bytes: none is split.
        Assert.Equal(59 * 2 + 18, Valid(string.Concat(Enumerable.Repeat("😀", 100))).Length);
        Assert.StartsWith(string.Concat(Enumerable.Repeat("%2F", 79)) + "%-", Valid(new string('/', 100)), StringComparison.Ordinal);
        var family = "👨‍👩‍👧‍👦";
        Assert.StartsWith(string.Concat(Enumerable.Repeat(family, 9)) + "%-", Valid(string.Concat(Enumerable.Repeat(family, 20))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_with_a_thousand_accents_is_cut_too()
    {
        Valid("e" + new string('\u0316', 1000));
        Valid("." + new string('\u0316', 1000));
        Valid(new string('\ud800', 1000));
        Valid(new string('x', 1_000_000));
    }

    [Fact]
    public void The_second_of_a_name_has_an_ordinal_that_no_text_has()
    {
        Assert.Equal("alice~2", Name.WithOrdinal(Name.Encode("alice"), 2));
        Assert.NotEqual(Name.Encode("alice~2"), Name.WithOrdinal(Name.Encode("alice"), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Name.WithOrdinal("alice", 1));
    }

    [Fact]
    public void An_ordinal_always_fits_and_stays_unique()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var length in Enumerable.Range(225, 60))
        {
            foreach (var character in new[] { "a", "/", "é", "😀" })
            {
                var name = Name.Encode(string.Concat(Enumerable.Repeat(character, length)));
                Assert.True(names.Add(name));
                foreach (var ordinal in new[] { 2, 3, 12345, int.MaxValue })
                {
                    var second = Name.WithOrdinal(name, ordinal);
                    Assert.True(names.Add(second), second);
                    Assert.True(Name.IsValid(Encoding.UTF8.GetBytes(second)), second);
                }
            }
        }
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%2", "%2")]
    [InlineData("%zz", "%zz")]
    [InlineData("%2f", "/")]
    [InlineData("%FF", "%FF")]
    [InlineData("%C3%", "%C3%")]
    [InlineData("%C3%A9", "é")]
    [InlineData("bob%20x", "bob x")]
    public void What_a_client_writes_is_decoded_as_far_as_it_can_be(string name, string text) => Assert.Equal(text, Name.Decode(name));

    [Fact]
    public void A_name_from_a_client_is_checked()
    {
        foreach (byte[] bad in new byte[][] { [], "."u8.ToArray(), ".."u8.ToArray(), "a/b"u8.ToArray(), "a\0"u8.ToArray(), [0xFF], [0xED, 0xA0, 0x80], new byte[256] })
            Assert.False(Name.IsValid(bad));
        foreach (byte[] good in new byte[][] { "a"u8.ToArray(), "..."u8.ToArray(), ".speed.swp"u8.ToArray(), "CON"u8.ToArray(), Enumerable.Repeat((byte)'a', 255).ToArray() })
            Assert.True(Name.IsValid(good));
        Assert.True(Name.TryDecode("e\u0301%2F"u8, out var text));
        Assert.Equal("é/", text);
        Assert.False(Name.TryDecode([0xFF], out _));
    }

    [Fact]
    public void A_plain_text_is_its_own_name_without_a_copy()
    {
        var text = new string('a', 3);
        Assert.Same(text, Name.Encode(text));
    }

    private static string Valid(string text)
    {
        var name = Name.Encode(text);
        var octets = Encoding.UTF8.GetBytes(name);
        Assert.True(Name.IsValid(octets), name);
        Assert.Equal(name, Encoding.UTF8.GetString(octets));
        Assert.True(name.IsNormalized(), name);
        Assert.DoesNotContain(name, "/<>:\"\\|?*".Contains);
        Assert.DoesNotContain(name, char.IsControl);
        Assert.False(name[0] == '.' || name[^1] is '.' or ' ', name);
        return name;
    }

    // As Name says: NFC, in pieces between surrogates that stand alone.
    private static string Normal(string text)
    {
        var normal = new StringBuilder();
        var piece = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune) && rune.Value != 0xFFFE)
            {
                piece.Append(rune.ToString());
                at += rune.Utf16SequenceLength;
                continue;
            }

            normal.Append(piece.ToString().Normalize()).Append(text[at++]);
            piece.Clear();
        }

        return normal.Append(piece.ToString().Normalize()).ToString();
    }

    private static IEnumerable<string> Randoms(int longest, int count)
    {
        const string Likely = "ab/.% ~2CON1:*\u0301\u0338\ud83d\ude00é\u1100\u1161\n";
        var random = new Random(longest);
        for (var i = 0; i < count; i++)
        {
            yield return new string([.. Enumerable.Range(0, random.Next(1, longest)).Select(_ =>
                random.Next(4) == 0 ? (char)random.Next(1, char.MaxValue) : Likely[random.Next(Likely.Length)])]);
        }
    }
}
