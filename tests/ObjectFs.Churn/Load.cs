namespace ObjectFs.Churn;

/// <summary>Births, renames, collections, readings, writings and listings, by threads that never rest. What goes while it is looked at is no failure; anything else is.</summary>
internal sealed class Load(string mountPoint)
{
    private const int Guests = 500;
    private const int MostSurprises = 10;

    private readonly Guest?[] _guests = new Guest?[Guests];
    private readonly List<Thread> _threads = [];
    private volatile bool _stops;
    private int _names;

    /// <summary>What nobody expected; the first few.</summary>
    public List<string> Surprises { get; } = [];

    public void Start()
    {
        Action<Random>[] jobs = [Bear, Rename, Read, Read, Write, List, Link];
        for (var i = 0; i < jobs.Length; i++)
        {
            var (job, seed) = (jobs[i], i);
            var thread = new Thread(() => Run(job, new Random(seed)));
            _threads.Add(thread);
            thread.Start();
        }
    }

    public void Stop()
    {
        _stops = true;
        foreach (var thread in _threads)
            thread.Join();
    }

    private void Run(Action<Random> job, Random random)
    {
        while (!_stops)
        {
            try
            {
                job(random);
            }
            catch (IOException)
            {
                // it went in between: ENOENT, ESTALE
            }
            catch (Exception surprise)
            {
                // whatever it is, it is told at the end
                lock (Surprises)
                {
                    if (Surprises.Count < MostSurprises)
                        Surprises.Add(surprise.ToString());
                }
            }
        }
    }

    private string NewName() => $"guest-{Interlocked.Increment(ref _names)}";

    private string At(Random random) => $"{mountPoint}/Guest/{_guests[random.Next(Guests)]?.Name ?? "nobody"}";

    private void Bear(Random random)
    {
        // a chain of friends would keep them all
        _guests[random.Next(Guests)] = new Guest(NewName()) { Friend = _guests[random.Next(Guests)] is { Friend: null } friend ? friend : null };
        for (var i = 0; i < 20; i++)
            _ = new Passer();
        if (random.Next(200) == 0)
            _ = Directory.EnumerateDirectories($"{mountPoint}/Passer").Take(100).Count();
        _ = File.Exists($"{At(random)}/Name");
    }

    private void Rename(Random random)
    {
        if (_guests[random.Next(Guests)] is { } guest)
            guest.Name = NewName();
        _ = File.Exists($"{At(random)}/Name");
    }

    private void Read(Random random)
    {
        var at = At(random);
        _ = File.ReadAllText($"{at}/Visits");
        _ = File.ReadAllText($"{at}/Computed");
        _ = File.ReadAllText($"{at}/.json");
        _ = File.ReadAllText($"{at}/Friend/Name");
    }

    private void Write(Random random)
    {
        var at = At(random);
        File.WriteAllText($"{at}/Visits", "7");
        File.WriteAllText($"{at}/Note", new string('x', random.Next(10_000)));
        File.WriteAllText($"{at}/Visits", "not a number");
    }

    private void List(Random random)
    {
        foreach (var directory in Directory.EnumerateDirectories($"{mountPoint}/Guest").Skip(random.Next(Guests)).Take(5))
            _ = Directory.GetFileSystemEntries(directory).Length;
    }

    private void Link(Random random)
    {
        var at = At(random);
        if (_guests[random.Next(Guests)] is not { Friend: null } friend)
            return;
        File.CreateSymbolicLink($"{at}/new", $"../{friend.Name}");
        File.Move($"{at}/new", $"{at}/Friend", overwrite: true);
    }
}
