namespace ObjectFs.NineP.Tests;

/// <summary>How addresses are written.</summary>
public sealed class AddressTests
{
    private static readonly string Longest = "/" + new string('x', 106);

    [Theory]
    [InlineData("/run/a.9p", "unix:/run/a.9p")]
    [InlineData("./a.9p", "unix:./a.9p")]
    [InlineData("unix:/run/a.9p", "unix:/run/a.9p")]
    [InlineData("unix:///run/a.9p", "unix:/run/a.9p")]
    [InlineData("unix!/run/a.9p", "unix:/run/a.9p")]
    [InlineData("unix:a", "unix:a")]
    [InlineData("tcp://localhost:564", "tcp://localhost:564")]
    [InlineData("tcp://localhost:564/", "tcp://localhost:564")]
    [InlineData("tcp!localhost!564", "tcp://localhost:564")]
    [InlineData("tcp://127.0.0.1:0", "tcp://127.0.0.1:0")]
    [InlineData("tcp://[::1]:65535", "tcp://[::1]:65535")]
    [InlineData("tls://host:1", "tls://host:1")]
    [InlineData("tls!host!1", "tls://host:1")]
    public void An_address_is_read_and_written_so_that_it_can_be_read_again(string text, string written)
    {
        var address = NinePAddress.Parse(text);
        Assert.Equal(written, address.ToString());
        Assert.Equal(address, NinePAddress.Parse(written));
    }

    [Theory]
    [InlineData(null, "is not an address")]
    [InlineData("", "is not an address")]
    [InlineData("nonsense", "is not an address")]
    [InlineData("http://localhost:80", "is not an address")]
    [InlineData("unix:", "names no socket")]
    [InlineData("unix!", "names no socket")]
    [InlineData("unix:/a\0b", "names no socket")]
    [InlineData("tcp://", "lacks a host or a port")]
    [InlineData("tcp://localhost", "lacks a host or a port")]
    [InlineData("tcp://:564", "lacks a host or a port")]
    [InlineData("tcp://localhost:", "lacks a host or a port")]
    [InlineData("tcp://localhost:65536", "lacks a host or a port")]
    [InlineData("tcp://localhost:-1", "lacks a host or a port")]
    [InlineData("tcp://localhost: 1", "lacks a host or a port")]
    [InlineData("tcp://localhost:http", "lacks a host or a port")]
    [InlineData("tcp!localhost", "lacks a host or a port")]
    [InlineData("tls://localhost", "write tls://host:port")]
    public void What_is_no_address_is_refused_with_a_sentence(string? text, string sentence)
    {
        Assert.False(NinePAddress.TryParse(text, out _, out var error));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Equal(error, Assert.Throws<FormatException>(() => NinePAddress.Parse(text!)).Message);
    }

    [Fact]
    public void The_longest_path_of_a_socket_is_one()
    {
        Assert.Equal(Longest, NinePAddress.Parse(Longest).Path);
        Assert.Equal(Longest, NinePAddress.Unix(Longest).Path);
    }

    [Theory, InlineData("x"), InlineData("/ü")]
    public void A_longer_one_is_refused_with_a_sentence_however_it_is_given(string more)
    {
        const string Sentence = "is longer than the 107 bytes that a socket's path may have";
        Assert.False(NinePAddress.TryParse(Longest + more, out _, out var error));
        Assert.EndsWith(Sentence, error, StringComparison.Ordinal);
        Assert.Contains(Sentence, Assert.Throws<ArgumentException>(() => NinePAddress.Unix(Longest + more)).Message, StringComparison.Ordinal);
    }
}
