namespace ObjectFs.Cli;

/// <summary>What a misspelt word was perhaps meant to be.</summary>
internal static class Spelling
{
    /// <summary>The words nearest to one, as long as no more than every third letter of it is wrong; in their order, none where nothing is near.</summary>
    public static IReadOnlyList<string> Nearest(string word, IEnumerable<string> words) =>
        [.. words.GroupBy(each => Distance(word.ToLowerInvariant(), each)).Where(near => near.Key <= (word.Length + 1) / 3).MinBy(static near => near.Key) ?? Enumerable.Empty<string>()];

    // letters that have to be put in, taken out, changed, or swapped with the next one
    private static int Distance(string one, string other)
    {
        var distances = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1, distances[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
            }
        }

        return distances[one.Length, other.Length];
    }
}
