using ObjectFs.Objects.Tests.Service;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes.Json;

/// <summary>References in JSON to objects whose names have to be found out first.</summary>
public sealed class ReferenceTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Shell _shell;

    public ReferenceTests() => _shell = new Shell(_registry);

    [Fact]
    public async Task A_name_is_asked_for_outside_the_lock_of_the_class_that_refers_to_it()
    {
        var dock = new Dock();
        dock.Ship = new Ship(dock);
        _registry.Register(dock);
        _registry.Register(dock.Ship);
        Assert.Equal("{\"$ref\":\"/ReferenceTests.Ship/rose\"}\n", await _shell.ReadAsync("ReferenceTests.Dock/1/Ships"));
        GC.KeepAlive(dock);
    }

    [Fact]
    public async Task A_name_that_never_comes_costs_its_budget_and_leaves_the_number()
    {
        using var release = new ManualResetEventSlim();
        var buoy = new Buoy(new Wreck(release));
        _registry.Register(buoy);
        _registry.Register(buoy.Wreck);
        Assert.Equal("{\"Wreck\":{\"$ref\":\"/ReferenceTests.Wreck/1\"}}\n", await _shell.ReadAsync("ReferenceTests.Buoy/1/.json"));
        release.Set();
        GC.KeepAlive(buoy);
    }

    [Fact]
    public async Task One_that_nobody_has_looked_at_is_written_back_as_what_is_there()
    {
        var (sheet, one, other) = (new Chart(), new Mark("one"), new Mark("other"));
        sheet.Mark = one;
        foreach (var each in (object[])[sheet, one, other])
            _registry.Register(each);
        Assert.Equal(Errno.None, (await _shell.WriteAsync("ReferenceTests.Chart/1/.json", """{"Mark": {"$ref": "/ReferenceTests.Mark/one"}}""")).Errno);
        Assert.Equal(1, sheet.Set);
        var refused = await _shell.WriteAsync("ReferenceTests.Chart/1/.json", """{"Mark": {"Name": "two"}}""");
        Assert.Contains("it is a reference: give a path, such as \"/ReferenceTests.Mark/one\"", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_around_an_unknown_name_stay_what_they_are()
    {
        var harbour = new Harbour();
        _registry.Register(harbour);
        harbour.Marks.ForEach(_registry.Register);
        var expected = string.Join(',', harbour.Marks.Select(static mark => $"{{\"$ref\":\"/ReferenceTests.Mark/{mark.Name}\"}}"));
        Assert.Equal($"{{\"Before\":\"«\",\"Marks\":[{expected}],\"After\":\"»\"}}\n", await _shell.ReadAsync("ReferenceTests.Harbour/1/.json"));
        GC.KeepAlive(harbour);
    }

    [Export(Sync = Sync.Lock)]
    internal sealed class Dock
    {
        [NotExported]
        public Ship? Ship { get; set; }

        public IEnumerable<Ship?> Ships
        {
            get
            {
                yield return Ship;
            }
        }
    }

    [Export(Name = "{Name}")]
    internal sealed class Ship(Dock dock)
    {
        public string Name
        {
            get
            {
                lock (dock)
                    return "rose";
            }
        }
    }

    [Export]
    internal sealed class Buoy(Wreck wreck)
    {
        public Wreck Wreck { get; } = wreck;
    }

    [Export(Name = "{Name}", Budget = 50)]
    internal sealed class Wreck(ManualResetEventSlim release)
    {
        public string Name
        {
            get
            {
                release.Wait();
                return "late";
            }
        }
    }

    [Export]
    internal sealed class Chart
    {
        [NotExported]
        public int Set { get; private set; }

        public Mark? Mark
        {
            get;
            set
            {
                field = value;
                Set++;
            }
        }
    }

    [Export(Name = "{Name}")]
    internal sealed class Mark(string name)
    {
        public string Name { get; set; } = name;
    }

    [Export]
    internal sealed class Harbour
    {
        public string Before { get; } = "«";

        public List<Mark> Marks { get; } = [.. Enumerable.Range(0, 300).Select(static i => new Mark($"mark-{i}"))];

        public string After { get; } = "»";
    }
}
