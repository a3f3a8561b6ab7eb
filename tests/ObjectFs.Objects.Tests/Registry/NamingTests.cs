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
    public async Task A_renamed_instance_is_found_under_its_new_name_at_once()
    {
        Renamed instance = new() { Login = "alice" };
        Node directory = await Default.DirectoryAsync("NamingTests.Renamed");
        Node node = (await directory.AtAsync("alice"))!;

        for (int i = 0; i < 100; i++)
        {
            instance.Login = $"bob{i}";
            Assert.Same(node, await directory.AtAsync($"bob{i}"));
            Assert.Null(await directory.AtAsync(i == 0 ? "alice" : $"bob{i - 1}"));
        }

        Assert.Equal(["bob99"], await directory.ListAsync());
    }

    [Fact]
    public async Task A_rename_is_told_to_gateways()
    {
        Told instance = new() { Login = "alice" };
        Node directory = await Default.DirectoryAsync("NamingTests.Told");
        Assert.NotNull(await directory.AtAsync("alice"));
        Watcher watcher = new(directory);
        using IDisposable watching = Default.Root.Watch(watcher)!;

        instance.Login = "bob";
        await Default.Feed.FlushAsync();
        await Default.Feed.FlushAsync();

        Assert.Equal([("alice", null)], watcher.Entries);
        GC.KeepAlive(instance);
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
    public async Task A_listing_shows_everybody_once_though_they_are_renamed_meanwhile()
    {
        Moving[] all = [.. Enumerable.Range(0, 300).Select(static i => new Moving { Login = $"a{i}" })];
        Node directory = await Default.DirectoryAsync("NamingTests.Moving");
        DirectoryHandle handle = await directory.OpenAsync();
        Look.Names names = new(room: 7);
        int next = 0;
        do
        {
            names.Room = 7;
            Assert.True((await handle.ReadAsync(names.Cursor, names, CancellationToken.None)).Succeeded);
            for (int i = 0; i < 30 && next < all.Length * 3; i++, next++)
                all[next % all.Length].Login = $"b{next}";
            _ = new Moving { Login = $"late{next}" };
            await Default.Feed.FlushAsync();
        }
        while (names.Room < 0);

        Assert.Equal(300, names.Inodes.Count);
        Assert.Equal(300, names.Inodes.Distinct().Count());
    }

    [Fact]
    public async Task A_whole_path_makes_its_directories_and_takes_them_along()
    {
        Citizen alice = new() { Zone = "north", Login = "alice" }, bob = new() { Zone = "north", Login = "bob" };
        Assert.Equal(["alice", "bob"], await (await Default.DirectoryAsync("citizens/north")).ListAsync());
        Assert.Null(await Default.Root.AtAsync("NamingTests.Citizen"));

        bob.Zone = "south";
        Assert.Equal(["alice"], await (await Default.DirectoryAsync("citizens/north")).ListAsync());
        Assert.Equal(["bob"], await (await Default.DirectoryAsync("citizens/south")).ListAsync());
        Assert.True(Default.TryLocate(bob, out ObjectId id));
        Assert.Equal("citizens/south/bob", await Default.PathOfAsync(id));

        Default.Remove(alice);
        Assert.Null(await Default.Root.AtAsync("citizens/north"));
        Default.Remove(bob);
        Assert.Null(await Default.Root.AtAsync("citizens"));
    }

    [Fact]
    public async Task A_property_decides_who_is_shown()
    {
        Shy instance = new();
        Node directory = await Default.DirectoryAsync("NamingTests.Shy");
        Assert.Empty(await directory.ListAsync());
        Assert.Null(await directory.AtAsync("1"));

        instance.IsVisible = true;

        Assert.Equal(["1"], await directory.ListAsync());
        Assert.NotNull(await directory.AtAsync("1"));
    }

    [Fact]
    public async Task A_predicate_decides_who_is_shown_and_hides_where_it_throws()
    {
        Judged[] all = [new(1), new(2), new(3)];

        Node directory = await Default.DirectoryAsync("NamingTests.Judged");
        Assert.Equal(["2"], await directory.ListAsync());
        Assert.Null(await directory.AtAsync("3"));
        GC.KeepAlive(all);
    }

    [Fact]
    public void A_name_that_is_one_settable_string_can_be_set()
    {
        Assert.Equal("Login", Default.ExtentFor(typeof(Account))!.Naming!.NameProperty!.Name);
        Assert.Equal("Login", Default.ExtentFor(typeof(Citizen))!.Naming!.NameProperty!.Name);
        Assert.Null(Default.ExtentFor(typeof(Formatted))!.Naming!.NameProperty);
        Assert.Null(Default.ExtentFor(typeof(Placed))!.Naming!.NameProperty);
    }

    [Fact]
    public void Names_are_watched_only_where_every_change_is_told()
    {
        Assert.Equal(Freshness.Watched, Default.ExtentFor(typeof(Account))!.NameFreshness);
        Assert.Equal(Freshness.Volatile, Default.ExtentFor(typeof(Placed))!.NameFreshness);
        Assert.Equal(Freshness.Volatile, Default.ExtentFor(typeof(Unsure))!.NameFreshness);
        Assert.Equal(Freshness.Volatile, Default.ExtentFor(typeof(Shy))!.NameFreshness);
    }

    [Fact]
    public async Task An_instance_and_a_directory_of_one_name_are_both_there()
    {
        object taken = new();
        using IDisposable export = Default.Export(taken, "guests");
        Guest guest = new() { Login = "eve" };

        Assert.Equal(["eve"], await (await Default.DirectoryAsync("guests~2")).ListAsync());
        GC.KeepAlive((taken, guest));
    }

    [Fact]
    public async Task A_slow_name_does_not_hold_up_registering()
    {
        using SemaphoreSlim asked = new(0), answer = new(0);
        Slow.OnRead = () =>
        {
            asked.Release();
            answer.Wait();
        };
        Slow first = new();
        Node directory = await Default.DirectoryAsync("NamingTests.Slow");
        Task<List<string>> listing = Task.Run(directory.ListAsync, TestContext.Current.CancellationToken);
        await asked.WaitAsync(TestContext.Current.CancellationToken);

        Slow second = new();
        Account other = new() { Login = "beside" };
        Assert.NotNull(await Default.Root.AtAsync("NamingTests.Account/beside"));

        Slow.OnRead = null;
        answer.Release(1000);
        await listing;
        Assert.Equal(["slow", "slow~2"], await directory.ListAsync());
        GC.KeepAlive((first, second, other));
    }

    [Fact]
    public async Task Names_that_never_come_cost_their_budget_and_leave_the_numbers()
    {
        ObjectRegistry registry = new() { GetterBudget = TimeSpan.FromMilliseconds(10) };
        using ManualResetEventSlim release = new();
        Hung[] all = [.. Enumerable.Range(0, 40).Select(_ => new Hung(release))];
        Array.ForEach(all, registry.Register);

        List<string> names = await (await registry.DirectoryAsync("NamingTests.Hung")).ListAsync();

        release.Set();
        Assert.Equal(Enumerable.Range(1, 40).Select(static i => $"{i}"), names);
        GC.KeepAlive(all);
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

    [Export(Name = "{Login}")]
    private sealed class Renamed
    {
        public string Login { get; set; } = "";
    }

    [Export(Name = "{Login}")]
    private sealed class Told
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
    private sealed class Moving
    {
        public string Login { get; set; } = "";
    }

    [Export("citizens/{Zone}/{Login}")]
    private sealed class Citizen
    {
        public string Zone { get; set; } = "";

        public string Login { get; set; } = "";
    }

    [Export("guests/{Login}")]
    private sealed class Guest
    {
        public string Login { get; set; } = "";
    }

    [Export(Name = "{Name}")]
    private sealed class Slow
    {
        public static Action? OnRead { get; set; }

        public string Name
        {
            get
            {
                OnRead?.Invoke();
                return Text;
            }
        }

        private string Text { get; } = "slow";
    }

    [Export(Name = "{Name}")]
    private sealed class Hung(ManualResetEventSlim release)
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

    [Export(When = "IsVisible")]
    private sealed class Shy
    {
        public bool IsVisible { get; set; }
    }

    [Export(When = "IsEven")]
    private sealed class Judged(int value)
    {
        internal static bool IsEven(Judged each) => each.Value == 3 ? throw new InvalidOperationException("no") : each.Value % 2 == 0;

        public int Value { get; } = value;
    }

    [Export(Name = "{Login}")]
    private sealed class Many
    {
        public string Login { get; set; } = "";
    }
}
