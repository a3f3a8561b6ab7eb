using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Numerics;
using System.Text;

namespace ObjectFs.Conformance.Subjects;

public enum Weekday
{
    Sunday,
    Monday,
    Tuesday,
}

[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
    Execute = 4,
}

[Export(Name = "{Key}")]
public class Scalars(string key)
{
    public string Key { get; } = key;

    public bool Boolean { get; set; }

    public char Char { get; set; } = 'a';

    public Rune Rune { get; set; } = new(0x1F642);

    public sbyte SByte { get; set; }

    public byte Byte { get; set; }

    public short Int16 { get; set; }

    public ushort UInt16 { get; set; }

    public int Int32 { get; set; }

    public uint UInt32 { get; set; }

    public long Int64 { get; set; }

    public ulong UInt64 { get; set; }

    public Int128 Int128 { get; set; }

    public float Single { get; set; }

    public double Double { get; set; }

    public Half Half { get; set; }

    public decimal Decimal { get; set; }

    public BigInteger BigInteger { get; set; }

    public Guid Guid { get; set; }

    public Weekday Weekday { get; set; }

    public Rights Rights { get; set; }

    public DateTime DateTime { get; set; }

    public DateTimeOffset DateTimeOffset { get; set; }

    public DateOnly DateOnly { get; set; }

    public TimeOnly TimeOnly { get; set; }

    public TimeSpan TimeSpan { get; set; }

    public Uri? Uri { get; set; } = new("http://example.org/");

    public Version? Version { get; set; } = new(1, 0);

    public IPAddress? IPAddress { get; set; } = IPAddress.Loopback;

    public int? Nullable { get; set; }

    public Weekday? NullableWeekday { get; set; }

    public Celsius Celsius { get; set; } = new(20);
}

/// <summary>A scalar of the program's own: parses and formats itself.</summary>
public readonly record struct Celsius(double Degrees) : IParsable<Celsius>, IFormattable
{
    public static Celsius Parse(string s, IFormatProvider? provider) =>
        s.EndsWith("°C", StringComparison.Ordinal) ? new(double.Parse(s[..^2], provider)) : throw new FormatException($"'{s}' does not end in °C");

    public static bool TryParse(string? s, IFormatProvider? provider, out Celsius result)
    {
        var ends = s?.EndsWith("°C", StringComparison.Ordinal) == true && double.TryParse(s[..^2], provider, out _);
        result = ends ? Parse(s!, provider) : default;
        return ends;
    }

    public string ToString(string? format, IFormatProvider? formatProvider) => Degrees.ToString(formatProvider) + "°C";
}

[Export(Name = "{Key}")]
public class Texts(string key)
{
    public string Key { get; } = key;

    public string Text { get; set; } = "text";

    public string? Maybe { get; set; }

    public int? Number { get; set; } = 5;

    public byte[]? Bytes { get; set; } = [1, 2, 3];

    public Memory<byte> Memory { get; set; } = new byte[] { 4, 5, 6 };

    public int Sets { get; private set; }

    public string Counting
    {
        get;
        set
        {
            field = value;
            Sets++;
        }
    } = "";
}

[Export(Name = "{Key}")]
public class Checked(string key)
{
    public string Key { get; } = key;

    [Range(0, 120), Unit("rpm")]
    public double Speed { get; set; } = 10;

    [StringLength(5)]
    public string Short { get; set; } = "abc";

    [Required]
    public string Needed { get; set; } = "needed";

    [RegularExpression("[a-z]+")]
    public string Word { get; set; } = "word";

    [AllowedValues(1, 3, 5)]
    public int Odd { get; set; } = 1;
}

[Export(Name = "{Key}")]
public class Thrower(string key)
{
    private int _value;

    public string Key { get; } = key;

    public int Good { get; set; } = 1;

    public int Bad => throw new InvalidOperationException("it is broken");

    public object Worse => throw new InvalidOperationException("it is worse");

    public string Last { get; set; } = "last";

    public Func<Exception?> Throws { private get; set; } = static () => null;

    public int Refusing
    {
        get => _value;
        set
        {
            if (Throws() is { } exception)
                throw exception;
            _value = value;
        }
    }

    public HashSet<object> Set { get; } = [new object(), "text"];
}
