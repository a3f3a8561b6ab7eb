using System.Globalization;
using ObjectFs.Tree;
using static ObjectFs.Tests.Shared.Allocated;

namespace ObjectFs.Objects.Tests.Nodes;

/// <summary>Looking at a scalar and setting it makes nothing on the heap, once it has been done once.</summary>
public sealed class AllocationTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Gauge _gauge = new() { Level = 7, Ratio = 0.5, State = DayOfWeek.Monday, Name = "north" };
    private readonly byte[] _buffer = new byte[256];

    private sealed class Gauge
    {
        public int Level { get; set; }

        public double Ratio { get; set; }

        public DayOfWeek State { get; set; }

        public string Name { get; set; } = "";
    }

    [Theory, InlineData("Level"), InlineData("Ratio"), InlineData("State"), InlineData("Name")]
    public void A_lookup_allocates_nothing(string member)
    {
        var directory = Directory();
        var name = System.Text.Encoding.UTF8.GetBytes(member);
        Nothing(() => Assert.True(Done(directory.LookupAsync(name, default)).Succeeded));
    }

    [Theory, InlineData("Level"), InlineData("Ratio"), InlineData("State"), InlineData("Name")]
    public void A_stat_allocates_nothing(string member)
    {
        var node = Node(member);
        Nothing(() => Assert.True(Done(node.GetAttributesAsync(default)).Value.Size > 0));
    }

    [Theory, InlineData("Level", "7\n"), InlineData("Ratio", "0.5\n"), InlineData("State", "Monday\n"), InlineData("Name", "north\n")]
    public void A_read_allocates_nothing(string member, string content)
    {
        var handle = Done(Node(member).OpenAsync(OpenFlags.Read, Caller.Self, default)).Value;
        Nothing(() => Assert.True(Done(handle.ReadAsync(0, _buffer, default)).Value == content.Length));
    }

    [Theory, InlineData("Level", "42\n"), InlineData("Ratio", "2.25\n"), InlineData("State", "Friday\n")]
    public void A_write_allocates_nothing(string member, string content)
    {
        var handle = Done(Node(member).OpenAsync(OpenFlags.Write, Caller.Self, default)).Value;
        var data = System.Text.Encoding.UTF8.GetBytes(content);
        Nothing(() => Assert.True(Done(handle.WriteAsync(0, data, default)).Value == data.Length));
        Assert.Equal(content, string.Create(CultureInfo.InvariantCulture, $"{_gauge.GetType().GetProperty(member)!.GetValue(_gauge)}\n"));
    }

    private Node Directory()
    {
        _registry.Export(_gauge, "gauge");
        return Done(_registry.Root.LookupAsync("gauge"u8, default)).Value;
    }

    private Node Node(string member) => Done(Directory().LookupAsync(System.Text.Encoding.UTF8.GetBytes(member), default)).Value;
}
