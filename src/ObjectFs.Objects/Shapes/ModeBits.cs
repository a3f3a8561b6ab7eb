namespace ObjectFs.Objects.Shapes;

/// <summary>Octal permission bits as attributes write them.</summary>
internal static class ModeBits
{
    public const int All = 0xFFF;

    /// <summary>The bits of <c>"0600"</c>; all of them for null. None for what is no octal number: the weaver reports it, and where nobody wove, nobody is let in by mistake.</summary>
    public static int Parse(string? octal)
    {
        if (octal is null)
            return All;
        var bits = 0;
        foreach (var digit in octal)
        {
            if (digit is < '0' or > '7' || bits > All)
                return 0;
            bits = (bits << 3) | (digit - '0');
        }

        return bits & All;
    }
}
