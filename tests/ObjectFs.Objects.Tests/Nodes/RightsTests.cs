using ObjectFs.Objects.Tests.Service;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes;

/// <summary>What declarations allow binds whoever the kernel does not ask, and whoever comes another way than by opening a file.</summary>
public sealed class RightsTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Node _owner = new();
    private readonly Shell _shell;

    public RightsTests()
    {
        _shell = new(_registry);
        _registry.Export(_owner, "nodes/one");
    }

    [Theory]
    [InlineData("nodes/one/Fixed")]
    [InlineData(".objectfs/tx/fix/nodes/one/Fixed")]
    public async Task A_link_sets_no_reference_whose_mode_does_not_let_it_be_written(string path)
    {
        await _shell.MakeDirectoryAsync(".objectfs/tx/fix");
        var refused = await _shell.LinkAsync("../one", path);
        Assert.Equal((Errno.EACCES, "Fixed: its mode does not let it be written"), (refused.Errno, refused.Sentence));
        Assert.Null(_owner.Fixed);
    }

    [Fact]
    public async Task An_enumerable_is_not_enumerated_where_its_mode_does_not_let_it_be_read()
    {
        var opened = await (await _shell.FindAsync("nodes/one/Unread")).OpenAsync(OpenFlags.Read, Caller.Self, TestContext.Current.CancellationToken);
        Assert.Equal((Errno.EACCES, "Unread: its mode does not let it be read"), (opened.Errno, opened.Failure.Sentence));
    }

    [Theory]
    [InlineData("nodes/one/Number")]
    [InlineData("nodes/one/Add")]
    [InlineData("nodes/one/.json")]
    [InlineData(".objectfs/tx/fix/nodes/one/Number")]
    public async Task A_copy_may_give_a_file_to_the_owner_that_it_has(string path)
    {
        await _shell.MakeDirectoryAsync(".objectfs/tx/fix");
        var file = await _shell.FindAsync(path);
        var kept = new AttributeChanges { UserId = Caller.Unknown, GroupId = Caller.Unknown };
        Assert.Equal(Errno.None, (await file.SetAttributesAsync(kept, Caller.Self, TestContext.Current.CancellationToken)).Errno);
        Assert.Equal(Errno.EPERM, (await file.SetAttributesAsync(kept with { UserId = 1000 }, Caller.Self, TestContext.Current.CancellationToken)).Errno);
    }

    private sealed class Node
    {
        public int Number { get; set; }

        [Export(Mode = "0444")]
        public Node? Fixed { get; set; }

        [Export(Mode = "0200")]
        public IEnumerable<int> Unread => Enumerable.Range(0, 3).Where(number => number > Number);

        [Export]
        public int Add(int by) => Number += by;
    }
}
