using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry;

/// <summary>Who is shown.</summary>
public sealed class VisibilityTests
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;

    [Fact]
    public async Task A_property_decides_who_is_shown()
    {
        Shy instance = new();
        Node directory = await Default.DirectoryAsync("VisibilityTests.Shy");
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

        Node directory = await Default.DirectoryAsync("VisibilityTests.Judged");
        Assert.Equal(["2"], await directory.ListAsync());
        Assert.Null(await directory.AtAsync("3"));
        GC.KeepAlive(all);
    }

    [Export(When = "IsVisible")]
    internal sealed class Shy
    {
        public bool IsVisible { get; set; }
    }

    [Export(When = "IsEven")]
    private sealed class Judged(int value)
    {
        internal static bool IsEven(Judged each) => each.Value == 3 ? throw new InvalidOperationException("no") : each.Value % 2 == 0;

        public int Value { get; } = value;
    }
}
