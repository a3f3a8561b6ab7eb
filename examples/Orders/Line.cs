using System.Diagnostics.CodeAnalysis;
using System.Globalization;

/// <summary>So many of one product: <c>2 lamp</c>. What parses and formats itself is one file, as a number is.</summary>
public readonly record struct Line(int Count, string Product) : IParsable<Line>, IFormattable
{
    public decimal Price => Count * Shop.Prices[Product];

    public static Line Parse(string text, IFormatProvider? provider) =>
        TryParse(text, provider, out var line) ? line : throw new FormatException($"'{text}' is not a count and a product.");

    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out Line line)
    {
        line = text?.Split(' ') is [var number, var product] && int.TryParse(number, NumberStyles.None, provider, out var count) && Shop.Prices.ContainsKey(product)
            ? new(count, product)
            : default;
        return line.Count > 0;
    }

    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? provider) => string.Create(provider, $"{Count} {Product}");
}
