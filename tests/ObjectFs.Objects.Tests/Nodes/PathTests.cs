using ObjectFs.Objects.Tests.Service;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes;

/// <summary>Paths that people write where an object is meant.</summary>
public sealed class PathTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Shell _shell;

    public PathTests() => _shell = new(_registry);

    [Theory]
    [InlineData("../a/Parts/0")]
    [InlineData("/PathTests.Locked/a/Parts/0")]
    public async Task One_that_leads_among_members_is_refused_at_once_while_the_object_is_held(string path)
    {
        var one = new Locked();
        _registry.Register(one);
        var refused = await _shell.LinkAsync(path, "PathTests.Locked/a/Next");
        Assert.Equal((Errno.EINVAL, $"Next: '{path}' is not the path of an exported object"), (refused.Errno, refused.Sentence));
        Assert.Equal(Errno.None, (await _shell.LinkAsync("../a/Parts/../../a", "PathTests.Locked/a/Next")).Errno);
        Assert.Same(one, one.Next);
    }

    [Fact]
    public async Task One_that_leads_among_static_members_is_refused_at_once_while_their_thread_is_held()
    {
        var one = new Turned();
        _registry.Register(one);
        Assert.Equal(Errno.EINVAL, (await _shell.LinkAsync("../Common/Number", "PathTests.Turned/1/Next")).Errno);
        GC.KeepAlive(one);
    }

    [Export(Name = "a", Sync = Sync.Lock)]
    private sealed class Locked
    {
        public List<Part> Parts { get; } = [new()];

        public Locked? Next { get; set; }
    }

    [Export(Sync = Sync.Dispatcher, Dispatcher = nameof(Turn))]
    private sealed class Turned
    {
        [Export]
        public static Part Common { get; } = new();

        public Turned? Next { get; set; }

        internal static TaskScheduler Turn { get; } = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    }

    private sealed class Part
    {
        public int Number { get; set; }
    }
}
