using System.Net;
using System.Numerics;
using System.Text;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Values;

/// <summary>What is read, and what is refused although the framework would take it.</summary>
public sealed class StrictnessTests
{
    [Fact]
    public void A_comma_is_no_decimal_point()
    {
        Assert.Contains("'1,5' is not a number", Texts.Refuses<double>("1,5"), StringComparison.Ordinal);
        Texts.Refuses<decimal>("1,5");
        Texts.Refuses<float>("1,000.5");
    }

    [Fact]
    public void A_bare_number_is_no_duration()
    {
        Assert.Equal("'5' has no unit: write such as 5s, 5m, 5h or 5d", Texts.Refuses<TimeSpan>("5"));
        Texts.Refuses<TimeSpan>("0");
        Texts.Refuses<TimeSpan>("-1.5");
    }

    [Fact]
    public void Two_days_are_no_day() => Texts.Refuses<DayOfWeek>("Monday,Tuesday");

    [Fact]
    public void One_number_is_no_IP_address()
    {
        Texts.Refuses<IPAddress>("1");
        Texts.Refuses<IPAddress>("127.1");
        Texts.Refuses<IPAddress>("010.0.0.1");
        Texts.Refuses<IPAddress>("0x7f.0.0.1");
        Texts.Refuses<IPAddress>("256.0.0.1", Errno.ERANGE);
        Texts.Refuses<IPAddress>("[::1]:80");
        Texts.Refuses<IPAddress>("[::1]");
        Texts.Refuses<IPAddress>("::1/64");
        Texts.Refuses<IPAddress>("::ffff:1.2.3");
        Assert.Equal(IPAddress.IPv6Loopback, Texts.Value<IPAddress>("::1"));
    }

    [Fact]
    public void Z_is_UTC_and_stays_it()
    {
        var value = Texts.Value<DateTime>("2026-11-21T03:41:32Z");
        Assert.Equal(DateTimeKind.Utc, value.Kind);
        Assert.Equal(3, value.Hour);
        Assert.Equal("2026-11-21T03:41:32Z", Texts.Print(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+5")]
    [InlineData("5 5")]
    [InlineData("5.0")]
    [InlineData("5e3")]
    [InlineData("1,000")]
    [InlineData("(5)")]
    [InlineData("٥")]
    [InlineData("\uff15")]
    [InlineData("_5")]
    [InlineData("5_")]
    [InlineData("1__0")]
    [InlineData("0x")]
    [InlineData("0x_1")]
    [InlineData("0b1")]
    [InlineData("2a")]
    [InlineData("--5")]
    [InlineData("$5")]
    [InlineData("5\0")]
    public void No_whole_number(string written)
    {
        Texts.Refuses<int>(written);
        Texts.Refuses<byte>(written);
        Texts.Refuses<UInt128>(written);
        Texts.Refuses<BigInteger>(written);
    }

    [Theory]
    [InlineData("42", 42)]
    [InlineData(" \t42\r\n", 42)]
    [InlineData("0042", 42)]
    [InlineData("-7", -7)]
    [InlineData("0x2a", 42)]
    [InlineData("0X2A", 42)]
    [InlineData("-0x2a", -42)]
    [InlineData("1_000_000", 1000000)]
    [InlineData("0xff_ff", 65535)]
    public void A_whole_number(string written, int value)
    {
        Assert.Equal(value, Texts.Value<int>(written));
        Assert.Equal(value, Texts.Value<Int128>(written));
        Assert.Equal(value, Texts.Value<BigInteger>(written));
    }

    [Fact]
    public void Numbers_beyond_their_type_are_out_of_range_and_say_which_end()
    {
        Assert.Equal("'128' is above 127", Texts.Refuses<sbyte>("128", Errno.ERANGE));
        Assert.Equal("'-129' is below -128", Texts.Refuses<sbyte>("-129", Errno.ERANGE));
        Assert.Equal("'-1' is below 0", Texts.Refuses<byte>("-1", Errno.ERANGE));
        Texts.Refuses<int>("0xffffffff", Errno.ERANGE);
        Texts.Refuses<UInt128>("340282366920938463463374607431768211456", Errno.ERANGE);
        Texts.Refuses<UInt128>("0x100000000000000000000000000000000", Errno.ERANGE);
        Texts.Refuses<Int128>("-170141183460469231731687303715884105729", Errno.ERANGE);
        Texts.Refuses<double>("1e999", Errno.ERANGE);
        Texts.Refuses<Half>("-70000", Errno.ERANGE);
        Texts.Refuses<decimal>("79228162514264337593543950336", Errno.ERANGE);
        Texts.Refuses<TimeSpan>("99999999d", Errno.ERANGE);
        Texts.Refuses<DateOnly>("2026-02-30", Errno.ERANGE);
        Texts.Refuses<DateTimeOffset>("0001-01-01T00:00:00+01:00", Errno.ERANGE);
        Texts.Refuses<TimeOnly>("24:00", Errno.ERANGE);
        Texts.Refuses<Version>("1.4294967296", Errno.ERANGE);
    }

    [Fact]
    public void The_sentence_says_what_was_expected() =>
        Assert.Equal("'abc' is not a whole number between -128 and 127", Texts.Refuses<sbyte>("abc"));

    [Fact]
    public void A_sentence_repeats_no_more_than_64_characters_and_no_control_characters()
    {
        Assert.Equal($"'{new string('x', 64)}…' is not true or false", Texts.Refuses<bool>(new string('x', 100_000)));
        Assert.Equal(@"'\u{1b}[2J\n\t\u{202e}é' is not true or false", Texts.Refuses<bool>("\u001b[2J\n\t\u202eé"));
        var result = Texts.Of<bool>().Parse([0xC3, 0x28, 0xFF], false);
        Assert.Equal(@"'\xc3(\xff' is not true or false", result.Sentence);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("Yes", true)]
    [InlineData(" on ", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("Off", false)]
    [InlineData("0", false)]
    public void A_bool(string written, bool value) => Assert.Equal(value, Texts.Value<bool>(written));

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("t")]
    [InlineData("true false")]
    public void No_bool(string written) => Texts.Refuses<bool>(written);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("+1")]
    [InlineData("1_000.5")]
    [InlineData("0x10")]
    [InlineData("∞")]
    [InlineData("inf")]
    [InlineData("+Infinity")]
    [InlineData("1 000")]
    public void No_number(string written)
    {
        Texts.Refuses<double>(written);
        Texts.Refuses<Half>(written);
    }

    [Fact]
    public void Numbers_with_a_point()
    {
        Assert.Equal(0.5, Texts.Value<double>(".5"));
        Assert.Equal(1200, Texts.Value<double>("1.2E+3"));
        Assert.Equal(double.NegativeInfinity, Texts.Value<double>("-infinity"));
        Assert.True(double.IsNaN(Texts.Value<double>("nan")));
        Assert.Equal("0.1", Texts.Print(0.1));
        Assert.Equal("-0", Texts.Print(-0.0));
        Assert.Equal("1.50", Texts.Print(Texts.Value<decimal>("1.50")));
    }

    [Fact]
    public void A_decimal_is_never_rounded_in_silence()
    {
        Texts.Refuses<decimal>("0.12345678901234567890123456789", Errno.ERANGE);
        Assert.Equal(1m, Texts.Value<decimal>("1." + new string('0', 40)));
        Texts.Refuses<decimal>("1e3");
    }

    [Fact]
    public void A_gigantic_whole_number_is_too_long()
    {
        Texts.Refuses<BigInteger>(new string('9', BigIntegerText.LongestRead + 1), Errno.EFBIG);
        Assert.Equal(BigInteger.Pow(16, 100) - 1, Texts.Value<BigInteger>("0x" + new string('f', 100)));
        Assert.Equal(-BigInteger.Pow(10, 100), Texts.Value<BigInteger>("-1_0" + new string('0', 99)));
    }

    [Fact]
    public void A_character_is_one_and_blanks_count()
    {
        Assert.Equal(' ', Texts.Value<char>(" "));
        Assert.Equal('\n', Texts.Value<char>("\n"));
        Texts.Refuses<char>("");
        Texts.Refuses<char>("ab");
        Texts.Refuses<char>("😀");
        Assert.Equal(new Rune(0x1F600), Texts.Value<Rune>("😀"));
        Texts.Refuses<Rune>("");
        Texts.Refuses<Rune>("e\u0301");
        Assert.Equal(Errno.EILSEQ, Texts.Of<Rune>().Parse([0xFF], default).Errno);
        Assert.Equal(Errno.EILSEQ, Texts.Of<char>().Parse([0xFF], default).Errno);
    }

    [Theory]
    [InlineData("0f8fad5bd9cb469fa16570867728950e")]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E")]
    [InlineData("{0f8fad5b-d9cb-469f-a165-70867728950e}")]
    [InlineData("(0f8fad5b-d9cb-469f-a165-70867728950e)")]
    public void A_guid(string written) => Assert.Equal("0f8fad5b-d9cb-469f-a165-70867728950e", Texts.Print(Texts.Value<Guid>(written)));

    [Theory]
    [InlineData("")]
    [InlineData("{0f8fad5b-d9cb-469f-a165-70867728950e)")]
    [InlineData("{0f8fad5bd9cb469fa16570867728950e}")]
    [InlineData("0f8fad5b-d9cb-469f-a165-7086772895")]
    [InlineData("0x8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("0f8fad5b-d9cb-469fa-165-70867728950e")]
    public void No_guid(string written) => Texts.Refuses<Guid>(written);

    [Theory]
    [InlineData("1.2.3.4.5")]
    [InlineData("1")]
    [InlineData("1.+2")]
    [InlineData("1. 2")]
    [InlineData("1.-2")]
    [InlineData("1.2.")]
    public void No_version(string written) => Texts.Refuses<Version>(written);

    [Fact]
    public void An_end_point_needs_its_port()
    {
        Assert.Equal("[::1]:80", Texts.Print(Texts.Value<IPEndPoint>("[::1]:80")));
        Texts.Refuses<IPEndPoint>("127.0.0.1");
        Texts.Refuses<IPEndPoint>("::1:80");
        Texts.Refuses<IPEndPoint>("127.0.0.1:");
        Texts.Refuses<IPEndPoint>("[127.0.0.1]:80");
        Texts.Refuses<IPEndPoint>("127.0.0.1:65536", Errno.ERANGE);
    }

    [Fact]
    public void A_string_that_is_not_UTF8_is_refused()
    {
        foreach (byte[] broken in new byte[][] { [0xFF], [0xC3], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0xED, 0xA0] })
            Assert.Equal(Errno.EILSEQ, Utf8Text.Parse(broken).Errno);
    }

    [Fact]
    public void One_newline_is_taken_off_and_no_more()
    {
        Assert.Equal("a"u8, Utf8Text.TakeNewline("a\n"u8));
        Assert.Equal("a"u8, Utf8Text.TakeNewline("a\r\n"u8));
        Assert.Equal("a\n"u8, Utf8Text.TakeNewline("a\n\n"u8));
        Assert.Equal("a\r"u8, Utf8Text.TakeNewline("a\r"u8));
        Assert.Equal(""u8, Utf8Text.TakeNewline(""u8));
    }
}
