using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ObjectFs.Objects.Tests.Values;

[Flags]
public enum Access : byte
{
    None = 0,
    Read = 1,
    Write = 2,
    ReadWrite = 3,
    Execute = 8,
}

[Flags]
internal enum Signed : long
{
    Low = 1,
    Top = long.MinValue,
}

internal enum Größe
{
    Klein,
    Mittel,
    Riesengroß,
}

internal enum Confusing
{
    idle = 1,
    Idle = 2,
    Running = 3,
}

/// <summary>A user's own type that reads and writes itself, by the culture it is told.</summary>
internal readonly record struct Temperature(double Degrees) : IParsable<Temperature>, IFormattable
{
    public static Temperature Parse(string s, IFormatProvider? provider) => new(double.Parse(s[..^1], provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Temperature result)
    {
        result = default;
        if (s is not [.., 'C'] || !double.TryParse(s[..^1], NumberStyles.Float, provider, out var degrees))
            return false;
        result = new Temperature(degrees);
        return true;
    }

    public string ToString(string? format, IFormatProvider? formatProvider) => Degrees.ToString("R", formatProvider) + "C";
}
