namespace ObjectFs.Churn;

/// <summary>Births, renames, collections, readings, writings and listings, by threads that never rest. What goes while it is looked at is no failure; anything else is, a wrong content too.</summary>
internal sealed class Load(string mountPoint)
{
    private const int Guests = 500;

    private readonly Guest?[] _guests = new Guest?[Guests];
    private readonly List<Job> _jobs = [];
    private int _names;

    /// <summary>What is done, how often, and what nobody expected of it.</summary>
    public IReadOnlyList<Job> Jobs => _jobs;

    public void Start()
    {
        (string Name, Action<Random> Step)[] steps = [("bear", Bear), ("rename", Rename), ("read", Read), ("read", Read), ("write", Write), ("list", List), ("link", Link)];
        foreach (var (name, step) in steps)
            _jobs.Add(new Job(name, step, new Random(_jobs.Count)));
        foreach (var job in _jobs)
            job.Start();
    }

    public void Stop()
    {
        foreach (var job in _jobs)
            job.Stop();
    }

    private string NewName() => $"guest-{Interlocked.Increment(ref _names)}";

    private Guest Any(Random random)
    {
        Guest? guest;
        while ((guest = _guests[random.Next(Guests)]) is null)
            _guests[random.Next(Guests)] ??= new Guest(NewName());
        return guest;
    }

    // the path alone: who is looked at may be collected meanwhile
    private string At(Random random) => $"{mountPoint}/Guest/{Any(random).Name}";

    private void Bear(Random random)
    {
        // a chain of friends would keep them all here too
        var guest = new Guest(NewName()) { Friend = _guests[random.Next(Guests)] is { Friend: null } friend ? friend : null };
        _guests[random.Next(Guests)] = guest;
        for (var i = 0; i < 20; i++)
            _ = new Passer();
        if (random.Next(200) == 0)
            _ = Directory.EnumerateDirectories($"{mountPoint}/Passer").Take(100).Count();
        Job.Expect(File.ReadAllText($"{mountPoint}/Guest/{guest.Name}/Numbers/2"), "^3\n$");
    }

    private void Rename(Random random)
    {
        var guest = Any(random);
        guest.Name = NewName();
        Job.Expect(File.ReadAllText($"{mountPoint}/Guest/{guest.Name}/Name"), $"^{guest.Name}\n$");
    }

    private void Read(Random random)
    {
        var (guest, hasFriend) = Any(random) is var any ? (any.Name, any.Friend is not null) : default;
        var at = $"{mountPoint}/Guest/{guest}";
        Job.Expect(File.ReadAllText($"{at}/Visits"), "^[07]\n$");
        Job.Expect(File.ReadAllText($"{at}/Computed"), "^(0|14)\n$");
        Job.Expect(File.ReadAllText($"{at}/.json"), "^{\"Name\":\"guest-[0-9]+\",\"Visits\":[07],.*\"Numbers\":\\[1,2,3\\]");
        if (hasFriend)
            Job.Expect(File.ReadAllText($"{at}/Friend/Name"), "^guest-[0-9]+\n$");
    }

    // the one thread that writes notes
    private void Write(Random random)
    {
        var at = At(random);
        File.WriteAllText($"{at}/Visits", "7");
        var note = new string('x', random.Next(1, 10_000));
        WriteWhole($"{at}/Note", note);
        Job.Expect(File.ReadAllText($"{at}/Note"), "^" + note + "\n$");
        Job.Refuses(() => File.WriteAllText($"{at}/Visits", "not a number"));
        Job.Expect(File.ReadAllText($"{at}/Visits"), "^7\n$");
    }

    // set for sure when this returns: of a process's own files its mount hears of the end later than close(2) returns
    private static void WriteWhole(string path, string text)
    {
        using FileStream file = new(path, FileMode.Truncate, FileAccess.Write);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    private void List(Random random)
    {
        foreach (var directory in Directory.EnumerateDirectories($"{mountPoint}/Guest").Skip(random.Next(Guests)).Take(5))
            Job.Expect(string.Join(' ', Directory.GetFileSystemEntries(directory).Select(Path.GetFileName).Order(StringComparer.Ordinal)), "Computed( Friend)? .*Visits");
    }

    // to a friend whom nobody renames and who has none: a chain of friends would keep them all
    private void Link(Random random)
    {
        var (guest, friend) = (Any(random), new Guest(NewName()));
        var at = $"{mountPoint}/Guest/{guest.Name}";
        File.Delete($"{at}/new");
        File.CreateSymbolicLink($"{at}/new", $"../{friend.Name}");
        Posix.Rename($"{at}/new", $"{at}/Friend");
        Job.Expect(guest.Friend!.Name, $"^{friend.Name}$");
        GC.KeepAlive(friend);
    }
}
