using System.ComponentModel.DataAnnotations;
using System.Text;
using ObjectFs.Tree;
using static ObjectFs.Tests.Shared.Allocated;

namespace ObjectFs.Objects.Tests.Nodes;

public sealed class XattrTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Counting _counting = new();

    private sealed class Counting
    {
        [NotExported]
        public int Calls { get; private set; }

        [Range(0, 120), Unit("rpm")]
        public int Speed => ++Calls;

        public string Text => throw new InvalidOperationException($"{++Calls}");

        [AllowedValues("a", null, "b, c")]
        public string? Choice { get; set; }

        public Many Many { get; set; }
    }

    private enum Many
    {
        One,
    }

    [Theory, InlineData("Speed"), InlineData("Text"), InlineData("Choice"), InlineData("Many")]
    public void Looking_runs_no_getter(string member)
    {
        var node = Node(member);
        foreach (var name in Names(node))
            Assert.True(Done(node.GetXattrAsync(Encoding.UTF8.GetBytes(name), default)).Succeeded, name);
        Assert.Equal(0, _counting.Calls);
    }

    [Fact]
    public void What_the_declaration_says_is_told_without_making_anything()
    {
        var node = Node("Speed");
        Nothing(() => Assert.True(Done(node.GetXattrAsync("user.objectfs.range"u8, default)).Value.Length == 6));
        Nothing(() => Assert.False(Done(node.GetXattrAsync("user.objectfs.values"u8, default)).Succeeded));
    }

    [Fact]
    public void Exactly_those_that_have_a_value_are_listed()
    {
        var node = Node("Speed");
        Assert.Equal(["user.objectfs.type", "user.objectfs.unit", "user.objectfs.range"], Names(node));
        foreach (var name in (string[])["doc", "values", "default", "error", "changed", "", "types"])
            Assert.Equal(Errno.ENODATA, Done(node.GetXattrAsync(Encoding.UTF8.GetBytes($"user.objectfs.{name}"), default)).Errno);
    }

    [Fact]
    public void Setting_heeds_its_flags_and_changes_nothing()
    {
        var node = Node("Speed");
        Assert.Equal(Errno.EEXIST, Done(node.SetXattrAsync("user.objectfs.unit"u8, "rpm"u8, XattrFlags.Create, Caller.Self, default)).Errno);
        Assert.Equal(Errno.ENODATA, Done(node.SetXattrAsync("user.objectfs.doc"u8, "x"u8, XattrFlags.Replace, Caller.Self, default)).Errno);
        Assert.Equal(Errno.None, Done(node.SetXattrAsync("user.objectfs.unit"u8, "rpm"u8, XattrFlags.Replace, Caller.Self, default)).Errno);
        Assert.Equal(Errno.EPERM, Done(node.SetXattrAsync("user.objectfs.unit"u8, "m"u8, XattrFlags.None, Caller.Self, default)).Errno);
        Assert.Equal(Errno.ENODATA, Done(node.RemoveXattrAsync("user.objectfs.doc"u8, Caller.Self, default)).Errno);
        Assert.Equal(Errno.EPERM, Done(node.RemoveXattrAsync("user.objectfs.unit"u8, Caller.Self, default)).Errno);
        Assert.Equal("rpm", Encoding.UTF8.GetString(Done(node.GetXattrAsync("user.objectfs.unit"u8, default)).Value.Span));
    }

    private static string[] Names(Node node) => Encoding.UTF8.GetString(Done(node.ListXattrsAsync(default)).Value.Span).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private Node Node(string member)
    {
        _registry.Export(_counting, "counting");
        return Done(Done(_registry.Root.LookupAsync("counting"u8, default)).Value.LookupAsync(Encoding.UTF8.GetBytes(member), default)).Value;
    }
}
