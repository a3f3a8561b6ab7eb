using ObjectFs.Objects.Registry;

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
    public async Task An_instance_and_a_directory_of_one_name_are_both_there()
    {
        object taken = new();
        using IDisposable export = Default.Export(taken, "guests");
        Guest guest = new() { Login = "eve" };

        Assert.Equal(["eve"], await (await Default.DirectoryAsync("guests~2")).ListAsync());
        GC.KeepAlive((taken, guest));
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
