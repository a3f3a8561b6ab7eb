using System.Text;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;
using static ObjectFs.Tests.Shared.Allocated;

namespace ObjectFs.Objects.Tests.Nodes;

/// <summary>The same of a woven class in the registry of the process, while a gateway watches: its setters tell, and whoever looks asks to be told again.</summary>
[CollectionDefinition(nameof(WovenAllocationTests), DisableParallelization = true)]
[Collection(nameof(WovenAllocationTests))]
public sealed class WovenAllocationTests : IDisposable
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;
    private static int _meters;

    private readonly Meter _meter = new($"m{Interlocked.Increment(ref _meters)}") { Level = 7, Ratio = 0.5, State = DayOfWeek.Monday, Name = "north" };
    private readonly Gateway _gateway = new();
    private readonly IDisposable _watching;

    // held as a gateway holds it: one that nobody holds is made anew after a garbage collection, and what setters tell does not find what was looked up in the one before
    private readonly Node _directory;
    private readonly byte[] _buffer = new byte[256];
    private bool _odd;

    public WovenAllocationTests()
    {
        _watching = Default.Root.Watch(_gateway)!;
        _directory = Found(Found(Default.Root, "WovenAllocationTests.Meter"), _meter.Key);
    }

    public void Dispose() => _watching.Dispose();

    [Theory, InlineData("Level"), InlineData("Ratio"), InlineData("State"), InlineData("Name")]
    public void A_lookup_allocates_nothing(string member)
    {
        var type = Found(Default.Root, "WovenAllocationTests.Meter");
        var (instance, name) = (Encoding.UTF8.GetBytes(_meter.Key), Encoding.UTF8.GetBytes(member));
        Nothing(() => Assert.True(Done(Done(type.LookupAsync(instance, default)).Value.LookupAsync(name, default)).Succeeded));
    }

    [Theory, InlineData("Level"), InlineData("Ratio"), InlineData("State"), InlineData("Name")]
    public void A_stat_of_what_is_watched_allocates_nothing(string member)
    {
        var node = Node(member);
        Nothing(() => Assert.True(Done(node.GetAttributesAsync(default)).Value.Freshness == Freshness.Watched));
        Assert.True(IsArmed(member));
    }

    [Theory, InlineData("Level", "7\n"), InlineData("Ratio", "0.5\n"), InlineData("State", "Monday\n"), InlineData("Name", "north\n")]
    public void A_read_of_what_is_watched_allocates_nothing(string member, string content)
    {
        var node = Node(member);
        Assert.True(Done(node.GetAttributesAsync(default)).Succeeded);
        var handle = Done(node.OpenAsync(OpenFlags.Read, Caller.Self, default)).Value;
        Nothing(() => Assert.True(Done(handle.ReadAsync(0, _buffer, default)).Value == content.Length));
        Assert.True(IsArmed(member));
    }

    [Theory, InlineData("Level", "7\n", "42\n"), InlineData("Ratio", "0.5\n", "2.25\n"), InlineData("State", "Monday\n", "Friday\n")]
    public void A_write_that_is_told_and_the_stat_that_asks_again_allocate_nothing(string member, string one, string other)
    {
        var node = Node(member);
        var handle = Done(node.OpenAsync(OpenFlags.Write, Caller.Self, default)).Value;
        var (first, second) = (Encoding.UTF8.GetBytes(other), Encoding.UTF8.GetBytes(one));
        var told = _gateway.Told;
        Nothing(() =>
        {
            Assert.True(Done(node.GetAttributesAsync(default)).Succeeded);
            var data = (_odd = !_odd) ? first : second;
            Assert.True(Done(handle.WriteAsync(0, data, default)).Value == data.Length);
            AwaitTold();
        });
        Assert.InRange(_gateway.Told - told, 1000, int.MaxValue);
    }

    [Fact]
    public void A_change_by_the_program_and_the_stat_that_asks_again_allocate_nothing()
    {
        var node = Node("Level");
        var told = _gateway.Told;
        Nothing(() =>
        {
            Assert.True(Done(node.GetAttributesAsync(default)).Value.Size > 0);
            _meter.Level++;
            AwaitTold();
        });
        Assert.InRange(_gateway.Told - told, 1000, int.MaxValue);
    }

    // the queue between setter and teller grows where the teller is behind, and that would be counted
    private static void AwaitTold() => Assert.True(SpinWait.SpinUntil(static () => Default.Feed.IsCurrent, TimeSpan.FromSeconds(30)));

    private static Node Found(Node directory, string name) => directory.LookupAsync(Encoding.UTF8.GetBytes(name), default).AsTask().GetAwaiter().GetResult().Value;

    private bool IsArmed(string member) => Interest.IsArmed(_meter, Accessor.For(typeof(Meter).GetProperty(member)!)!);

    private Node Node(string member) => Found(_directory, member);

    [Export(Name = "{Key}")]
    internal sealed class Meter(string key)
    {
        public string Key { get; } = key;

        public int Level { get; set; }

        public double Ratio { get; set; }

        public DayOfWeek State { get; set; }

        public string Name { get; set; } = "";
    }

    private sealed class Gateway : INodeWatcher
    {
        private int _told;

        public int Told => Volatile.Read(ref _told);

        public void Changed(Node node) => Interlocked.Increment(ref _told);

        public void EntryChanged(Node parent, ReadOnlySpan<byte> name, Node? removed)
        {
        }
    }
}
