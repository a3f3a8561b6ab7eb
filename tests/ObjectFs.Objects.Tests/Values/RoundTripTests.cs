using System.Drawing;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Tests.Values;

/// <summary>What cat prints can be written back unchanged, in any culture, for every type.</summary>
public sealed class RoundTripTests
{
    private const int Times = 500;

    public static TheoryData<string> Cultures => ["", "de-DE", "tr-TR", "fa-IR"];

    [Theory, MemberData(nameof(Cultures))]
    public void Every_integer_comes_back(string culture) => In(culture, () =>
    {
        AllCome<sbyte>(Next<sbyte>);
        AllCome<byte>(Next<byte>);
        AllCome<short>(Next<short>);
        AllCome<ushort>(Next<ushort>);
        AllCome<int>(Next<int>);
        AllCome<uint>(Next<uint>);
        AllCome<long>(Next<long>);
        AllCome<ulong>(Next<ulong>);
        AllCome<Int128>(Next<Int128>);
        AllCome<UInt128>(Next<UInt128>);
        AllCome<nint>(Next<nint>);
        AllCome<nuint>(Next<nuint>);
        AllCome<BigInteger>(random => new BigInteger(Octets(random, random.Next(200))));
        Ends<sbyte>();
        Ends<ulong>();
        Ends<long>();
        Ends<Int128>();
        Ends<UInt128>();
        Ends<nint>();
    });

    [Theory, MemberData(nameof(Cultures))]
    public void Every_floating_point_number_comes_back_to_the_bit(string culture) => In(culture, () =>
    {
        AllCome<double>(Next<double>, Same);
        AllCome<float>(Next<float>, Same);
        AllCome<Half>(Next<Half>, Same);
        AllCome<NFloat>(Next<NFloat>, Same);
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, double.Epsilon, double.MaxValue, double.MinValue, 1.5 })
        {
            Comes(value, Same);
            Comes((float)value, Same);
            Comes((Half)value, Same);
        }

        static bool Same<T>(T one, T other)
            where T : INumberBase<T> => one.Equals(other) && (T.IsNaN(one) || T.IsNegative(one) == T.IsNegative(other));
    });

    [Theory, MemberData(nameof(Cultures))]
    public void Every_decimal_comes_back_with_its_scale(string culture) => In(culture, () =>
    {
        AllCome<decimal>(
            random => new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
            static (one, other) => one == other && one.Scale == other.Scale);
        foreach (var value in new[] { 0m, 1.50m, 0.000m, decimal.MaxValue, decimal.MinValue, 1e-28m })
            Comes(value, static (one, other) => one == other && one.Scale == other.Scale);
    });

    [Theory, MemberData(nameof(Cultures))]
    public void Every_character_comes_back(string culture) => In(culture, () =>
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
            Comes((char)unit);
        AllCome<Rune>(random =>
        {
            int value;
            while (!Rune.IsValid(value = random.Next(0x110000)))
            {
            }

            return new Rune(value);
        });
    });

    [Theory, MemberData(nameof(Cultures))]
    public void Every_date_and_time_comes_back_with_its_kind_and_offset(string culture) => In(culture, () =>
    {
        AllCome<DateTime>(
            random => new DateTime(Ticks(random), (DateTimeKind)random.Next(3)),
            static (one, other) => one == other && one.Kind == other.Kind);
        foreach (var kind in Enum.GetValues<DateTimeKind>())
        {
            Comes(DateTime.SpecifyKind(DateTime.MinValue, kind), static (one, other) => one == other && one.Kind == other.Kind);
            Comes(DateTime.SpecifyKind(DateTime.MaxValue, kind), static (one, other) => one == other && one.Kind == other.Kind);
        }

        AllCome<DateTimeOffset>(
            random => new DateTimeOffset(new DateTime(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)), TimeSpan.FromMinutes(random.Next(-840, 841))),
            static (one, other) => one.EqualsExact(other));
        Comes(DateTimeOffset.MinValue);
        Comes(DateTimeOffset.MaxValue);
        AllCome<DateOnly>(random => DateOnly.FromDateTime(new DateTime(Ticks(random))));
        AllCome<TimeOnly>(random => TimeOnly.FromDateTime(new DateTime(Ticks(random))));
        AllCome<TimeSpan>(random => TimeSpan.FromTicks(Next<long>(random)));
        Comes(TimeSpan.MinValue);
        Comes(TimeSpan.MaxValue);
    });

    [Theory, MemberData(nameof(Cultures))]
    public void Every_enum_value_comes_back_even_an_undefined_one(string culture) => In(culture, () =>
    {
        AllCome<DayOfWeek>(random => (DayOfWeek)random.Next(-3, 10));
        AllCome<Access>(random => (Access)random.Next(256));
        AllCome<Signed>(random => (Signed)random.NextInt64(long.MinValue, long.MaxValue));
        AllCome<FileAttributes>(random => (FileAttributes)random.Next());
        AllCome<Größe>(random => (Größe)random.Next(4));
    });

    [Theory, MemberData(nameof(Cultures))]
    public void Every_address_version_guid_and_bool_comes_back(string culture) => In(culture, () =>
    {
        Comes(true);
        Comes(false);
        AllCome<Guid>(random => new Guid(Octets(random, 16)));
        AllCome<IPAddress>(random => new IPAddress(Octets(random, random.Next(2) == 0 ? 4 : 16)));
        AllCome<IPAddress>(random => new IPAddress(Octets(random, 16), random.Next()));
        AllCome<IPEndPoint>(random => new IPEndPoint(new IPAddress(Octets(random, random.Next(2) == 0 ? 4 : 16)), random.Next(65536)));
        Comes(IPAddress.Parse("::ffff:192.0.2.1"));
        Comes(new Version(1, 2));
        Comes(new Version(0, int.MaxValue, 3));
        Comes(new Version(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue));
        foreach (var uri in new[] { "http://example.org/a?b=ü#c", "relative/path", "a b ", "/etc/passwd", "mailto:a@example.org" })
            Comes(new Uri(uri, UriKind.RelativeOrAbsolute), static (one, other) => one.OriginalString == other.OriginalString);
    });

    [Theory, MemberData(nameof(Cultures))]
    public void Every_parsable_and_convertible_type_comes_back(string culture) => In(culture, () =>
    {
        AllCome<Temperature>(random => new Temperature(random.Next() / 8.0));
        AllCome<Point>(random => new Point(random.Next(), -random.Next()));
        AllCome<Size>(random => new Size(random.Next(), random.Next()));
        Comes(Color.FromArgb(1, 2, 3, 4));
        Comes(Color.Red);
        Comes(new IPNetwork(IPAddress.Parse("10.0.0.0"), 8));
        Comes(new Complex(1.5, -2.25));
    });

    [Theory, MemberData(nameof(Cultures))]
    public void Every_nullable_comes_back_null_as_nothing(string culture) => In(culture, () =>
    {
        AllCome<int?>(random => random.Next(3) == 0 ? null : random.Next());
        AllCome<DateTime?>(random => random.Next(3) == 0 ? null : new DateTime(Ticks(random)));
        AllCome<Access?>(random => random.Next(3) == 0 ? null : (Access)random.Next(16));
        Comes<char?>(' ');
        Comes<char?>(null);
        Assert.Equal("", Texts.Print<double?>(null));
    });

    [Theory, MemberData(nameof(Cultures))]
    public void Every_string_comes_back(string culture) => In(culture, () =>
    {
        Prop.ForAll<string>(value => value is null || File(value) == value).QuickCheckThrowOnFailure();
        Prop.ForAll<char[]>(value => value is null || File(new string(value)) == new string(value)).QuickCheckThrowOnFailure();
        var random = Seed.NewRandom();
        for (var i = 0; i < Times; i++)
        {
            var value = new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => (char)random.Next(0xD7F0, 0xE010))]);
            Assert.Equal(value, File(value));
        }

        foreach (var value in new[] { "", "\n", "\r", "\r\n", "a\r", "a\n", "a\n\n", "a\r\r", "\ud800", "\ude00\ud83d", "😀", "\0" })
            Assert.Equal(value, File(value));
    });

    // Through a file: the text and its newline out, and in again.
    private static string File(string value)
    {
        var text = new byte[Utf8Text.GetLength(value)];
        Assert.True(Utf8Text.TryFormat(value, text, out var written));
        Assert.Equal(text.Length, written);
        byte[] content = [.. text, .. Utf8Text.NewlineAfter(text)];
        var result = Utf8Text.Parse(Utf8Text.TakeNewline(content));
        Assert.True(result.Succeeded, result.Sentence);
        return result.Value;
    }

    private static void AllCome<T>(Func<Random, T> random, Func<T, T, bool>? same = null)
    {
        var source = Seed.NewRandom();
        for (var i = 0; i < Times; i++)
            Comes(random(source), same);
    }

    private static void Ends<T>()
        where T : IMinMaxValue<T>
    {
        Comes(T.MinValue);
        Comes(T.MaxValue);
    }

    private static void Comes<T>(T value, Func<T, T, bool>? same = null)
    {
        var text = Texts.Of<T>();
        var bytes = Texts.Bytes(text, value);
        byte[] content = [.. bytes, .. Utf8Text.NewlineAfter(bytes)];
        var result = text.Parse(Utf8Text.TakeNewline(content), value);
        Assert.True(result.Succeeded, result.Sentence);
        Assert.True(same?.Invoke(value, result.Value) ?? Equals(value, result.Value), $"'{Encoding.UTF8.GetString(bytes)}' came back as another {typeof(T)}");

        var boxed = text.Parse(bytes, (object?)value);
        Assert.True(boxed.Succeeded && (same?.Invoke(value, (T)boxed.Value!) ?? Equals(value, boxed.Value)));
        var again = new byte[bytes.Length];
        Assert.True(text.TryFormat((object?)value, again, out var written) && written == bytes.Length && again.AsSpan().SequenceEqual(bytes));
        Assert.True(bytes.Length == 0 || !text.TryFormat(value, again.AsSpan(1), out written) && written == 0, "what does not fit must say so");
    }

    private static T Next<T>(Random random)
        where T : unmanaged => MemoryMarshal.Read<T>(Octets(random, 16));

    private static byte[] Octets(Random random, int count)
    {
        var octets = new byte[count];
        random.NextBytes(octets);
        return octets;
    }

    private static long Ticks(Random random)
    {
        var ticks = random.NextInt64(DateTime.MaxValue.Ticks);
        return random.Next(3) switch { 0 => ticks, 1 => ticks - ticks % TimeSpan.TicksPerSecond, _ => ticks - ticks % TimeSpan.TicksPerMillisecond };
    }

    // The culture is this thread's only until the test ends; one whose data is missing would prove nothing.
    private static void In(string culture, Action test)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        }
        catch (CultureNotFoundException)
        {
            Assert.Skip($"the culture {culture} is not installed (ICU is missing or globalization is invariant)");
        }

        try
        {
            var separator = 1.5.ToString(CultureInfo.CurrentCulture)[1];
            Assert.SkipWhen(culture.Length > 0 && separator == '.', $"the culture {culture} has no data here (ICU is missing or globalization is invariant)");
            Seed.WriteDown();
            test();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
