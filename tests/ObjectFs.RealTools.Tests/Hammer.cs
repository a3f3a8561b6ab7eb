namespace ObjectFs.RealTools.Tests;

/// <summary>
/// One of many who bear, rename and let go of objects and look at each other's. An object of its own, which nobody else touches, must be right in every round; of the others, what has gone while it
/// was looked at is no failure.
/// </summary>
internal sealed class Hammer(string root, int number)
{
    public const int Rounds = 200;

    private readonly Random _random = new(number);
    private readonly Named _own = new($"own-{number}");
    private Named _passing = new($"n{number}");

    /// <summary>Whatever should not have been.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>Rounds in which its own object was read, written and listed rightly.</summary>
    public int OwnRounds { get; private set; }

    public int OthersRead { get; private set; }

    public int OthersWritten { get; private set; }

    public void Run()
    {
        for (var round = 0; round < Rounds && Surprises.Count == 0; round++)
        {
            try
            {
                Pass();
                UseOwn(round);
                UseOthers();
                if (round % 50 == 0)
                    GC.Collect();
            }
            catch (Exception surprise)
            {
                // a thread of its own: whatever it is, the test tells of it
                Surprises.Add(surprise.ToString());
            }
        }

        GC.KeepAlive(_passing);
    }

    private void Pass()
    {
        if (_random.Next(4) == 0)
            _passing = new Named($"n{_random.Next(40)}");
        _passing.Name = $"n{_random.Next(40)}";
    }

    private void UseOwn(int round)
    {
        File.WriteAllText($"{root}/{_own.Name}/Value", $"{round}");
        Assert.Equal(round, _own.Value);
        _own.Value = -round;
        Assert.Equal($"{-round}\n", File.ReadAllText($"{root}/{_own.Name}/Value"));
        Assert.Equal($"{_own.Name}\n", File.ReadAllText($"{root}/{_own.Name}/Name"));
        OwnRounds++;
    }

    private void UseOthers()
    {
        foreach (var directory in Directory.EnumerateDirectories(root).Where(static path => Path.GetFileName(path)[0] == 'n').Take(5))
        {
            try
            {
                Assert.Matches("^n[0-9]+\n$", File.ReadAllText($"{directory}/Name"));
                OthersRead++;
                File.WriteAllText($"{directory}/Value", "3");
                OthersWritten++;
                Assert.Matches("^[03]\n$", File.ReadAllText($"{directory}/Value"));
            }
            catch (IOException exception) when (Errnos.IsGone(exception))
            {
                // it was renamed or collected in between
            }
        }
    }
}
