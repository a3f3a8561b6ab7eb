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
    }

    [Fact]
    public async Task A_name_that_never_comes_costs_its_budget_and_leaves_the_number()
    {
        _registry.GetterBudget = TimeSpan.FromMilliseconds(50);
        using var release = new ManualResetEventSlim();
        var buoy = new Buoy { Next = new Buoy { Release = release } };
        _registry.Register(buoy);
        _registry.Register(buoy.Next);
        Assert.Equal("/ReferenceTests.Buoy/2", await ReferenceAsync("ReferenceTests.Buoy/buoy/.json", "\"Next\":{\"$ref\":\""));
        release.Set();
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
    }

    private async Task<string> ReferenceAsync(string path, string before)
    {
        var text = await _shell.ReadAsync(path);
        var at = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[at..text.IndexOf('"', at)];
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

    [Export(Name = "{Name}")]
    internal sealed class Buoy
    {
        [NotExported]
        public ManualResetEventSlim? Release { get; set; }

        public Buoy? Next { get; set; }

        public string Name
        {
            get
            {
                Release?.Wait();
                return "buoy";
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
