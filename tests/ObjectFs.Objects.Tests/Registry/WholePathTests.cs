using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry;

/// <summary>Templates that are the whole path.</summary>
public sealed class WholePathTests
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;

    [Fact]
    public async Task A_whole_path_makes_its_directories_and_takes_them_along()
    {
        Citizen alice = new() { Zone = "north", Login = "alice" }, bob = new() { Zone = "north", Login = "bob" };
        Assert.Equal(["alice", "bob"], await (await Default.DirectoryAsync("citizens/north")).ListAsync());
        Assert.Null(await Default.Root.AtAsync("WholePathTests.Citizen"));

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
    public async Task A_directory_that_was_remembered_and_has_gone_sends_to_the_one_that_came_in_its_place()
    {
        ObjectRegistry registry = new();
        object first = new(), second = new();
        Node remembered;
        using (registry.Export(first, "ports/north"))
        {
            remembered = await registry.DirectoryAsync("ports");
            Assert.Equal(Errno.ENOENT, (await remembered.LookupAsync("south"u8, TestContext.Current.CancellationToken)).Errno);
        }

        using IDisposable export = registry.Export(second, "ports/south");
        Assert.Equal(Errno.ESTALE, (await remembered.LookupAsync("south"u8, TestContext.Current.CancellationToken)).Errno);
        Assert.NotNull(await registry.Root.AtAsync("ports/south"));
        GC.KeepAlive((first, second));
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
    public async Task A_property_that_the_way_is_made_of_too_is_not_set_by_a_renaming()
    {
        Hermit hermit = new() { Login = "paul" };
        Node hut = await Default.DirectoryAsync("hermits/paul");

        Result renamed = await hut.RenameAsync("paul"u8, hut, "peter"u8, RenameFlags.None, Caller.Self, TestContext.Current.CancellationToken);

        Assert.Equal((Errno.EPERM, "paul"), (renamed.Errno, hermit.Login));
        Assert.Equal(0x16D, (await hut.GetAttributesAsync(TestContext.Current.CancellationToken)).Value.Mode);
        Assert.Contains("whose last part is not a single property that can be set", renamed.Sentence, StringComparison.Ordinal);
    }

    [Export("hermits/{Login}/{Login}")]
    internal sealed class Hermit
    {
        public string Login { get; set; } = "";
    }

    [Export("citizens/{Zone}/{Login}")]
    internal sealed class Citizen
    {
        public string Zone { get; set; } = "";

        public string Login { get; set; } = "";
    }

    [Export("guests/{Login}")]
    private sealed class Guest
    {
        public string Login { get; set; } = "";
    }
}
