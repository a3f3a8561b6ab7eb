using System.Globalization;

namespace ObjectFs.NineP.Tests.Fuzz;

/// <summary>A session of the corpus: frames in hexadecimal, one a line, with remarks after <c>#</c>.</summary>
internal static class Sample
{
    /// <summary>All there are, in the order of their names.</summary>
    public static IReadOnlyList<IReadOnlyList<byte[]>> All { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fuzz", "Corpus"), "*.hex").Order(StringComparer.Ordinal).Select(Read)];

    private static IReadOnlyList<byte[]> Read(string path) =>
    [
        .. File.ReadLines(path)
            .Select(static line => line.Split('#')[0].Replace(" ", "", StringComparison.Ordinal))
            .Where(static line => line.Length > 0)
            .Select(line => line.Length % 2 == 0 ? Convert.FromHexString(line) : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{path}: '{line}'"))),
    ];
}
