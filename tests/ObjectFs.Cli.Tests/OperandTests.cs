using System.Net.Sockets;
using ObjectFs.Cli.Targets;

namespace ObjectFs.Cli.Tests;

public sealed class OperandTests
{
    [Theory]
    [InlineData("Hello", "Hello", "")]
    [InlineData("Hello/Player/1", "Hello", "/Player/1")]
    [InlineData("4711/", "4711", "/")]
    [InlineData("tcp://host:564", "tcp://host:564", "")]
    [InlineData("tcp://host:564/Player/1", "tcp://host:564", "/Player/1")]
    [InlineData("tls://[::1]:564/a", "tls://[::1]:564", "/a")]
    [InlineData("tcp!host!564/a", "tcp!host!564", "/a")]
    [InlineData("unix:/no/such/socket", "unix:/no/such/socket", "")]
    public void An_operand_is_a_target_and_a_path_in_it(string text, string target, string path)
    {
        var operand = Operand.Parse(text, null);
        Assert.Equal((target, path), (operand.Target, operand.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unix:")]
    public void A_path_ends_at_the_socket_that_it_leads_through(string prefix)
    {
        using var scratch = new Scratch();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(scratch["s.9p"]));
        var operand = Operand.Parse($"{prefix}{scratch["s.9p"]}/Player/1", null);
        Assert.Equal((prefix + scratch["s.9p"], "/Player/1"), (operand.Target, operand.Path));
    }

    [Fact]
    public void With_a_target_given_the_whole_text_is_the_path()
    {
        var operand = Operand.Parse("Player/1", "Hello");
        Assert.Equal(("Hello", "Player/1"), (operand.Target, operand.Path));
    }

    [Theory]
    [InlineData("/etc/passwd", true)]
    [InlineData("./a", true)]
    [InlineData("../a", true)]
    [InlineData(".", true)]
    [InlineData("a", false)]
    [InlineData("Hello/a", false)]
    [InlineData(".hidden", false)]
    [InlineData("tcp://host:1/a", false)]
    public void What_begins_with_a_slash_or_a_dot_is_this_machines(string text, bool isLocal) => Assert.Equal(isLocal, Operand.IsLocal(text));
}
