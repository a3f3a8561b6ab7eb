using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using ObjectFs;

/// <summary>Writable members of every kind that is a file, with values that are easily spoilt.</summary>
[Export(Name = "all")]
public sealed class Everything
{
    private readonly Dictionary<string, object?> _before = [];

    public Everything()
    {
        foreach (var member in typeof(Everything).GetProperties())
            _before.Add(member.Name, member.GetValue(this));
    }

    public bool Yes { get; set; } = true;
    public sbyte S8 { get; set; } = sbyte.MinValue;
    public byte U8 { get; set; } = byte.MaxValue;
    public short S16 { get; set; } = short.MinValue;
    public ushort U16 { get; set; } = ushort.MaxValue;
    public int S32 { get; set; } = int.MinValue;
    public uint U32 { get; set; } = uint.MaxValue;
    public long S64 { get; set; } = long.MinValue;
    public ulong U64 { get; set; } = ulong.MaxValue;
    public Int128 S128 { get; set; } = Int128.MinValue;
    public UInt128 U128 { get; set; } = UInt128.MaxValue;
    public nint Native { get; set; } = -5;
    public nuint UNative { get; set; } = 5;
    public BigInteger Big { get; set; } = -BigInteger.Pow(7, 500);
    public Half Half { get; set; } = Half.MinValue;
    public float Float { get; set; } = -1234.5678f;
    public double Double { get; set; } = 0.1 + 0.2;
    public double Least { get; set; } = double.Epsilon;
    public double NegativeZero { get; set; } = -0.0;
    public double NotANumber { get; set; } = double.NaN;
    public double Infinite { get; set; } = double.NegativeInfinity;
    public decimal Money { get; set; } = -1234567.8900m;
    public char Letter { get; set; } = 'ı';
    public char Newline { get; set; } = '\n';
    public char Return { get; set; } = '\r';
    public char Blank { get; set; } = ' ';
    public char HalfALetter { get; set; } = '\ud800';
    public Rune Rune { get; set; } = new(0x1F98A);
    public Rune NewlineRune { get; set; } = new('\n');
    public string Text { get; set; } = "İı ÄÖÜ ۱۲۳ 'quoted' \"twice\" \\ $x %s";
    public string Empty { get; set; } = "";
    public string OnlyNewline { get; set; } = "\n";
    public string Lines { get; set; } = "a\n\nb\n";
    public string Returns { get; set; } = "a\r\nb\r";
    public string EndsInBoth { get; set; } = "a\r\n";
    public string Nul { get; set; } = "a\0b";
    public string HalfAFox { get; set; } = "x\ud83ey";
    public string Mark { get; set; } = "\ufeffmarked";
    public string Long { get; set; } = string.Concat(Enumerable.Repeat("0123456789abcdeä\n", 20_000));
    public string? NoText { get; set; }
    public byte[] Bytes { get; set; } = [0, 10, 13, 10, 255];
    public byte[]? NoBytes { get; set; }
    public byte[] EmptyBytes { get; set; } = [];
    public Memory<byte> Memory { get; set; } = new byte[] { 1, 2, 10 };
    public DayOfWeek Day { get; set; } = DayOfWeek.Wednesday;
    public DayOfWeek NoDay { get; set; } = (DayOfWeek)99;
    public FileAccess Access { get; set; } = FileAccess.ReadWrite;
    public FileShare Nothing { get; set; } = FileShare.None;
    public FileAttributes Odd { get; set; } = FileAttributes.ReadOnly | (FileAttributes)(1 << 30);
    public Guid Guid { get; set; } = Guid.AllBitsSet;
    public DateTime Utc { get; set; } = new(2026, 3, 29, 1, 30, 0, 1, DateTimeKind.Utc);
    public DateTime Local { get; set; } = new(638_000_000_000_000_001, DateTimeKind.Local);
    public DateTime Unspecified { get; set; } = DateTime.MaxValue;
    public DateTime First { get; set; } = DateTime.MinValue;
    public DateTimeOffset Offset { get; set; } = new(2026, 3, 21, 4, 5, 6, TimeSpan.FromMinutes(-570));
    public DateOnly Date { get; set; } = DateOnly.MinValue;
    public TimeOnly Time { get; set; } = TimeOnly.MaxValue;
    public TimeSpan Span { get; set; } = TimeSpan.MinValue;
    public TimeSpan Longest { get; set; } = TimeSpan.MaxValue;
    public Uri Address { get; set; } = new("http://exämple.org/a b?q=1#f");
    public Uri Relative { get; set; } = new("../x y", UriKind.Relative);
    public Version Version { get; set; } = new(1, 2, 3, 4);
    public IPAddress Four { get; set; } = IPAddress.Parse("192.0.2.1");
    public IPAddress Six { get; set; } = IPAddress.Parse("fe80::1%3");
    public IPEndPoint EndPoint { get; set; } = new(IPAddress.IPv6Loopback, 80);
    public Complex Complex { get; set; } = new(1.5, -2.25);
    public System.Drawing.Color Colour { get; set; } = System.Drawing.Color.FromArgb(1, 2, 3, 4);
    public System.Drawing.Point Point { get; set; } = new(-1, 2);
    public int? MaybeNot { get; set; }
    public int? Maybe { get; set; } = -7;
    public bool? Undecided { get; set; }
    public DateTimeOffset? Never { get; set; }

    /// <summary>The names of what is another value than at the beginning.</summary>
    internal string Changed() => string.Join(' ', _before.Keys.Where(name => !IsSame(_before[name], typeof(Everything).GetProperty(name)!.GetValue(this))));

    private static bool IsSame(object? before, object? now) => (before, now) switch
    {
        (byte[] old, byte[] other) => old.AsSpan().SequenceEqual(other),
        (Memory<byte> old, Memory<byte> other) => old.Span.SequenceEqual(other.Span),
        (double old, double other) => BitConverter.DoubleToInt64Bits(old) == BitConverter.DoubleToInt64Bits(other),
        (decimal old, decimal other) => decimal.GetBits(old).AsSpan().SequenceEqual(decimal.GetBits(other)),
        (DateTime old, DateTime other) => old == other && old.Kind == other.Kind,
        (DateTimeOffset old, DateTimeOffset other) => old.EqualsExact(other),
        (Uri old, Uri other) => old.OriginalString == other.OriginalString,
        _ => Equals(before, now),
    };
}
