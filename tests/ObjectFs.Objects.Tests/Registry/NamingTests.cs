using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry;

public sealed class NamingTests
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;

    [Fact]
    public async Task A_template_names_its_instances()
    {
        Account alice = new() { Login = "alice" }, bob = new() { Login = "bob" };

        Node directory = await Default.DirectoryAsync("NamingTests.Account");
        Assert.Superset(new HashSet<string> { "alice", "bob" }, (await directory.ListAsync()).ToHashSet());
        Assert.Equal(await NodeOfAsync(alice), await directory.AtAsync("alice"));
        Assert.Null(await directory.AtAsync("1"));
        GC.KeepAlive((alice, bob));
    }

    [Fact]
    public async Task Several_properties_and_formats_make_a_name()
    {
        Formatted one = new() { Region = "eu", Id = 7 }, two = new() { Region = "a/b", Id = 12345 };

        Assert.Equal(["eu-0007", "a%2Fb-12345"], await (await Default.DirectoryAsync("NamingTests.Formatted")).ListAsync());
        GC.KeepAlive((one, two));
    }

    [Fact]
    public async Task A_nested_property_names_and_is_asked_again()
    {
        Zone zone = new() { Name = "north" };
        Placed instance = new() { Zone = zone };
        Node directory = await Default.DirectoryAsync("NamingTests.Placed");
        Node node = (await directory.AtAsync("north"))!;

        zone.Name = "south";

        Assert.Null(await directory.AtAsync("north"));
        Assert.Same(node, await directory.AtAsync("south"));
        Assert.Equal(["south"], await directory.ListAsync());
        GC.KeepAlive(instance);
    }

    [Fact]
    public async Task Null_and_empty_and_throwing_fall_back_to_the_number()
    {
        Unsure[] all = [new() { Login = null }, new() { Login = "" }, new() { Login = "!" }, new() { Login = "dora" }];

        Assert.Equal(["1", "2", "3", "dora"], await (await Default.DirectoryAsync("NamingTests.Unsure")).ListAsync());
        GC.KeepAlive(all);
    }

    [Fact]
    public async Task The_second_of_one_name_gets_an_ordinal_and_keeps_it()
    {
        Twin first = new() { Login = "alice" }, second = new() { Login = "alice" }, third = new() { Login = "alice" };
        Node directory = await Default.DirectoryAsync("NamingTests.Twin");
        Assert.Equal(["alice", "alice~2", "alice~3"], await directory.ListAsync());
        Assert.Same(await NodeOfAsync(second), await directory.AtAsync("alice~2"));

        Default.Remove(second);
        Assert.Equal(["alice", "alice~3"], await directory.ListAsync());

        Twin fourth = new() { Login = "alice" };
        Assert.Equal(["alice", "alice~3", "alice~2"], await directory.ListAsync());
        first.Login = "zoe";
        Assert.Equal(["zoe", "alice~3", "alice~2"], await directory.ListAsync());
        GC.KeepAlive((first, third, fourth));
    }

    [Fact]
    public async Task Thousands_of_one_name_are_all_there()
    {
        Same[] all = [.. Enumerable.Range(0, 5000).Select(static _ => new Same { Login = "x" })];

        List<string> names = await (await Default.DirectoryAsync("NamingTests.Same")).ListAsync();
        Assert.Equal(5000, names.Distinct().Count());
        GC.KeepAlive(all);
    }

    [Fact]
    public void A_name_that_is_one_settable_string_can_be_set()
    {
        Assert.Equal("Login", Default.ExtentFor(typeof(Account))!.Naming!.NameProperty!.Name);
        Assert.Equal("Login", Default.ExtentFor(typeof(WholePathTests.Citizen))!.Naming!.NameProperty!.Name);
        Assert.Null(Default.ExtentFor(typeof(Formatted))!.Naming!.NameProperty);
        Assert.Null(Default.ExtentFor(typeof(Placed))!.Naming!.NameProperty);
    }

    [Fact]
    public void Names_are_watched_only_where_every_change_is_told()
    {
        Assert.Equal(Freshness.Watched, Default.ExtentFor(typeof(Account))!.NameFreshness);
        Assert.Equal(Freshness.Volatile, Default.ExtentFor(typeof(Placed))!.NameFreshness);
        Assert.Equal(Freshness.Volatile, Default.ExtentFor(typeof(Unsure))!.NameFreshness);
        Assert.Equal(Freshness.Volatile, Default.ExtentFor(typeof(VisibilityTests.Shy))!.NameFreshness);
    }

    [Fact]
    public async Task Many_instances_are_found_by_name()
    {
        Many[] all = [.. Enumerable.Range(0, 20_000).Select(static i => new Many { Login = $"u{i}" })];
        Node directory = await Default.DirectoryAsync("NamingTests.Many");

        foreach (int i in (int[])[0, 1, 9_999, 19_999])
            Assert.Same(await NodeOfAsync(all[i]), await directory.AtAsync($"u{i}"));
        Many late = new() { Login = "late" };
        Assert.NotNull(await directory.AtAsync("late"));
        GC.KeepAlive(late);
    }

    private static async Task<Node> NodeOfAsync(object instance)
    {
        Assert.True(Default.TryLocate(instance, out ObjectId id));
        return await Default.DirectoryAsync((await Default.PathOfAsync(id))!);
    }

    [Export(Name = "{Login}")]
    private sealed class Account
    {
        public string Login { get; set; } = "";
    }

    [Export(Name = "{Region}-{Id:D4}")]
    private sealed class Formatted
    {
        public string Region { get; set; } = "";

        public int Id { get; set; }
    }

    private sealed class Zone
    {
        public string Name { get; set; } = "";
    }

    [Export(Name = "{Zone.Name}")]
    private sealed class Placed
    {
        public Zone? Zone { get; set; }
    }

    [Export(Name = "{Shown}")]
    private sealed class Unsure
    {
        public string? Login { get; set; }

        public string? Shown => Login == "!" ? throw new InvalidOperationException("no") : Login;
    }

    [Export(Name = "{Login}")]
    private sealed class Twin
    {
        public string Login { get; set; } = "";
    }

    [Export(Name = "{Login}")]
    private sealed class Same
    {
        public string Login { get; set; } = "";
    }

    [Export(Name = "{Login}")]
    private sealed class Many
    {
        public string Login { get; set; } = "";
    }
}
