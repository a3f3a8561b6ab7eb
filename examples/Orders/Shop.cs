using ObjectFs;

/// <summary>What is sold. The members of a static class stand in the directory of its name.</summary>
[Export]
public static class Shop
{
    public static IReadOnlyDictionary<string, decimal> Prices { get; } = new SortedDictionary<string, decimal> { ["lamp"] = 24.90m, ["rope"] = 7.50m, ["tent"] = 189.00m };

    public static IDictionary<string, int> Stock { get; } = new SortedDictionary<string, int> { ["lamp"] = 12, ["rope"] = 40, ["tent"] = 3 };
}
