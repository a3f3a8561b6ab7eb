namespace ObjectFs.WinFsp;

/// <summary>
/// The names of a directory as Windows, which does not tell upper from lower case, can tell them apart: of names that differ in case only the first in ordinal order keeps its own, the
/// others get <c>~2</c>, <c>~3</c> … Immutable, thus thread-safe.
/// </summary>
internal sealed class FoldedNames
{
    private readonly Dictionary<string, string> _treeNames;
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    /// <param name="names">The names of the tree that have letters.</param>
    public FoldedNames(IReadOnlyCollection<string> names)
    {
        _treeNames = new(names.Count, StringComparer.OrdinalIgnoreCase);
        List<string>? losers = null;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (!_treeNames.TryAdd(name, name))
                (losers ??= []).Add(name);
        }

        // last, so that no alias takes a name that somebody has
        foreach (var name in losers ?? [])
        {
            var alias = Enumerable.Range(2, losers!.Count + names.Count).Select(number => $"{name}~{number}").First(alias => _treeNames.TryAdd(alias, name));
            _aliases.Add(name, alias);
        }
    }

    /// <summary>Whether case can matter to a name.</summary>
    public static bool HasLetters(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (char.IsLetter(character) || character == '~')
                return true;
        }

        return false;
    }

    /// <summary>How Windows shows a name of the tree.</summary>
    public string Shown(string treeName) => _aliases.GetValueOrDefault(treeName, treeName);

    /// <summary>The name of the tree that Windows means, in whatever case; null where there is none.</summary>
    public string? TreeName(string shown) => _treeNames.GetValueOrDefault(shown);
}
