/// <content>Collections that change, that never end, that lead round, or whose names are wild.</content>
public sealed partial class Beast
{
    public Beast Self => this;

    public Beast? Other { get; set; }

    public Knot Knot { get; } = new();

    public List<object?> Around { get; } = [];

    public IEnumerable<int> Infinite
    {
        get
        {
            for (var i = 0; ; i++)
                yield return i;
        }
    }

    public IEnumerable<int> Stuck
    {
        get
        {
            yield return 1;
            _never.Wait();
        }
    }

    public IEnumerable<int> Breaking
    {
        get
        {
            yield return 1;
            throw new InvalidOperationException("broken off");
        }
    }

    public IQueryable<int> Query { get; } = new CountingQuery();

    public List<int> Restless { get; } = [1, 2, 3];

    public Dictionary<string, int> RestlessByName { get; } = new() { ["a"] = 1 };

    public Dictionary<string, string> Wild { get; } = new()
    {
        [""] = "empty",
        ["."] = "here",
        [".."] = "up",
        [".json"] = "hidden",
        [".watch"] = "hidden too",
        ["-rf"] = "option",
        ["a\nb"] = "line",
        ["a/b"] = "slash",
        ["a\0b"] = "nul",
        ["$(id)"] = "command",
        ["*"] = "all",
        [" "] = "blank",
        ["CON"] = "device",
        ["~2"] = "second",
        ["\u00e4"] = "composed",
        ["a\u0308"] = "decomposed",
        ["\ud83e\udd8a"] = "fox",
        ["\ud800"] = "half a fox",
        [new string('n', 300)] = "long",
        [new string('n', 300) + "!"] = "as long",
    };

    public Dictionary<double, int> ByNumber { get; } = new() { [-0.0] = 1, [double.NaN] = 2, [1.5] = 3 };

    public HashSet<string> Words { get; } = ["plain", "with/slash", ""];

    /// <summary>Changes what changes by itself, once.</summary>
    public void Stir()
    {
        Restless.Add(Restless.Count);
        if (Restless.Count > 50)
            Restless.Clear();
        RestlessByName[$"k{Restless.Count}"] = Restless.Count;
        if (RestlessByName.Count > 30)
            RestlessByName.Clear();
    }
}
