namespace ObjectFs.Objects.Values;

/// <summary>What shells and editors leave around a value.</summary>
internal static class Blanks
{
    /// <summary>The text without spaces, tabs and line ends around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);
}
