using System.Globalization;

namespace ObjectFs.Cli.Watching;

/// <summary>The last numbers of a member, drawn small.</summary>
internal sealed class Sparkline
{
    /// <summary>How many are drawn.</summary>
    public const int Width = 24;

    private const string Bars = "▁▂▃▄▅▆▇█";

    private readonly Queue<double> _numbers = new();

    /// <summary>Takes a value; what is no number is not drawn.</summary>
    public void Add(string value)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return;
        _numbers.Enqueue(number);
        if (_numbers.Count > Width)
            _numbers.Dequeue();
    }

    /// <summary>One bar a number, from the lowest to the highest of those that are drawn.</summary>
    public override string ToString()
    {
        if (_numbers.Count < 2)
            return "";
        var (lowest, highest) = (_numbers.Min(), _numbers.Max());
        return string.Concat(_numbers.Select(number => Bars[highest > lowest ? (int)((number - lowest) / (highest - lowest) * (Bars.Length - 1)) : 0]));
    }
}
