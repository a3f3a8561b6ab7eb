using System.ComponentModel;
using System.Drawing;
using System.Net;
using System.Numerics;
using System.Text;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Values;

public sealed class LookupTests
{
    [Theory]
    [InlineData(typeof(string))]
    [InlineData(typeof(object))]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(List<int>))]
    [InlineData(typeof(List<>))]
    [InlineData(typeof(Span<byte>))]
    [InlineData(typeof(Action))]
    [InlineData(typeof(Type))]
    [InlineData(typeof(Component))]
    [InlineData(typeof(void))]
    [InlineData(typeof(Enum))]
    public void No_scalar(Type type) => Assert.False(ScalarText.TryGet(type, out _));

    [Fact]
    public void A_type_has_one_text_however_many_ask()
    {
        var texts = new ScalarText?[64];
        Parallel.For(0, texts.Length, i => texts[i] = ScalarText.TryGet(typeof(ConsoleColor?), out var text) ? text : null);
        Assert.All(texts, text => Assert.Same(texts[0], text));
        Assert.Equal(typeof(ConsoleColor?), texts[0]!.Type);
    }

    [Fact]
    public void Null_is_nothing_where_there_is_null()
    {
        Assert.True(Texts.Of<int?>().IsNullable);
        Assert.True(Texts.Of<Version>().IsNullable);
        Assert.False(Texts.Of<int>().IsNullable);
        Assert.Null(Texts.Value<int?>("", 5));
        Assert.Null(Texts.Value<int?>(" ", 5));
        Assert.Equal(' ', Texts.Value<char?>(" "));
        Texts.Refuses<Version>("");
        Assert.True(Texts.Of<Version>().TryFormat((object?)null, [], out var written) && written == 0);
        Assert.True(Texts.Of<Uri>().TryFormat(null!, [], out written) && written == 0);
    }

    [Fact]
    public void A_users_own_type_is_asked_for_the_invariant_culture_and_may_have_blanks_around()
    {
        Assert.Equal(new Temperature(21.5), Texts.Value<Temperature>(" 21.5C "));
        Assert.Equal("'warm' is not the text of a Temperature", Texts.Refuses<Temperature>("warm"));
        Texts.Refuses<Temperature>(new string('1', 100_000) + "C", Errno.EFBIG);
    }

    [Fact]
    public void A_type_converter_reads_and_what_it_throws_is_a_refusal()
    {
        Assert.Equal(new Point(1, -2), Texts.Value<Point>("1, -2"));
        Assert.Equal(Color.Red, Texts.Value<Color>("Red"));
        Texts.Refuses<Point>("1");
        Texts.Refuses<Point>("a, b");
        Texts.Refuses<Color>("Rot");
    }

    [Fact]
    public void The_addresses_that_are_constants_are_addresses()
    {
        Assert.True(ScalarText.TryGet(IPAddress.Any.GetType(), out var text));
        Assert.Same(Texts.Of<IPAddress>(), text);
    }

    [Fact]
    public void The_longest_text_fits_in_what_was_promised()
    {
        Holds(long.MinValue);
        Holds(Int128.MinValue);
        Holds(double.MinValue);
        Holds(-double.Epsilon);
        Holds(float.MinValue);
        Holds(decimal.MinValue);
        Holds(-0.0000000000000000000000000001m);
        Holds(-1.2345678901234567890123456789m);
        Holds(TimeSpan.MinValue);
        Holds(DateTimeOffset.MaxValue);
        Holds(new Version(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue));
        Holds(new IPAddress(Enumerable.Repeat((byte)0xFE, 16).ToArray(), uint.MaxValue));
        Holds(Access.ReadWrite | Access.Execute);
        Holds((Signed)long.MaxValue);

        static void Holds<T>(T value) => Assert.InRange(Texts.Bytes(Texts.Of<T>(), value).Length, 1, Texts.Of<T>().MaxLength!.Value);
    }

    public static TheoryData<Type> Scalars =>
    [
        typeof(bool), typeof(char), typeof(Rune), typeof(sbyte), typeof(ulong), typeof(Int128), typeof(UInt128), typeof(nint), typeof(BigInteger), typeof(Half),
        typeof(double), typeof(decimal), typeof(Guid), typeof(DayOfWeek), typeof(Access), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Uri), typeof(Version), typeof(IPAddress), typeof(IPEndPoint), typeof(IPNetwork), typeof(Temperature), typeof(Point), typeof(Color),
        typeof(int?), typeof(Access?), typeof(Complex),
    ];

    [Theory, MemberData(nameof(Scalars))]
    public void No_bytes_whatever_make_a_parser_throw(Type type)
    {
        Assert.True(ScalarText.TryGet(type, out var text));
        Assert.NotEmpty(text.Describe());
        var alphabet = "0123456789abcdefxXPTZ-+:.,_%/[]{}() \n\r\t\0eEé"u8.ToArray();
        var random = new Random(7);
        var buffer = new byte[4096];
        for (var i = 0; i < 5000; i++)
        {
            var octets = buffer.AsSpan(0, i % 500 == 0 ? buffer.Length : random.Next(40));
            random.NextBytes(octets);
            if (i % 2 == 0)
                random.GetItems(alphabet, octets);
            var result = text.Parse(octets, null);
            Assert.True(result.Succeeded || result.Sentence!.Length < 3000);

            // Whatever was read prints as something that is read as the same.
            if (result.TryGet(out var value) && value is not null)
            {
                var printed = new byte[8192];
                Assert.True(text.TryFormat(value, printed, out var written));
                Assert.Equal(value, text.Parse(printed.AsSpan(0, written), value).Value);
            }
        }
    }
}
