using System.Collections.Concurrent;
using System.Globalization;

/// <summary>What was done of that which looking must not do.</summary>
internal static class Counts
{
    private static readonly ConcurrentDictionary<string, int> Done = new();

    public static void Add(string what, int by = 1) => Done.AddOrUpdate(what, by, (_, count) => count + by);

    public static int Of(string what) => Done.GetValueOrDefault(what);

    /// <summary>Each that is not 0, in order of the names: <c>called=1 forced=2</c>.</summary>
    public static string Report() => string.Join(' ', Done.Where(static pair => pair.Value != 0).OrderBy(static pair => pair.Key, StringComparer.Ordinal)
        .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
}
