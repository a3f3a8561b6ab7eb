using System.Text.Json;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Service;

/// <content>Whoever reads it.</content>
public sealed partial class AuditTests
{
    [Fact]
    public async Task Whoever_reads_the_audit_comes_to_an_end_while_it_grows_and_goes_on_when_he_asks_again()
    {
        var following = (await (await _shell.FindAsync(Audit)).OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None)).Value;
        await _shell.WriteAsync("pumps/left/Speed", "42\n");
        var buffer = new byte[4096];
        var first = (await following.ReadAsync(0, buffer, CancellationToken.None)).Value;
        Assert.NotEqual(0, first);
        await _shell.WriteAsync("pumps/left/Speed", "43\n");
        Assert.Equal(0, (await following.ReadAsync(first, buffer, CancellationToken.None)).Value);
        Assert.NotEqual(0, (await following.ReadAsync(first, buffer, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task The_audit_is_bounded_and_whoever_follows_it_goes_on()
    {
        var following = (await (await _shell.FindAsync(Audit)).OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None)).Value;
        var writing = (await (await _shell.FindAsync("pumps/left/Part/Size")).OpenAsync(OpenFlags.Write, Caller.Self, CancellationToken.None)).Value;
        await writing.WriteAsync(0, "1"u8.ToArray(), CancellationToken.None);
        var seen = (await Shell.ReadToEndAsync(following)).Length;
        for (var i = 0; i < 20_000; i++)
            await writing.WriteAsync(0, "2"u8.ToArray(), CancellationToken.None);
        var all = await _shell.ReadAsync(Audit);
        Assert.InRange(all.Length, 1 << 18, 1 << 20);
        Assert.Equal(all.Length, (await _shell.StatAsync(Audit)).Size);
        Assert.All(all.Split('\n')[..^1], static line => Assert.Equal('{', line[0]));
        Assert.StartsWith("{\"time\"", await Shell.ReadToEndAsync(following, seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_begins_within_the_audit_reads_what_lies_there_also_when_its_older_half_has_gone()
    {
        await _shell.WriteAsync("pumps/left/Speed", "42\n");
        await ReadFromTheMiddleAsync();
        var writing = (await (await _shell.FindAsync("pumps/left/Part/Size")).OpenAsync(OpenFlags.Write, Caller.Self, CancellationToken.None)).Value;
        for (var i = 0; i < 10_000; i++)
            await writing.WriteAsync(0, "2"u8.ToArray(), CancellationToken.None);
        await ReadFromTheMiddleAsync();

        async Task ReadFromTheMiddleAsync()
        {
            var all = await _shell.ReadAsync(Audit);
            var handle = (await (await _shell.FindAsync(Audit)).OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None)).Value;
            Assert.Equal(all[(all.Length / 2)..], await Shell.ReadToEndAsync(handle, all.Length / 2));
        }
    }

    [Fact]
    public async Task Behind_the_end_of_the_audit_there_is_nothing_however_often_it_is_asked_for()
    {
        await _shell.WriteAsync("pumps/left/Speed", "42\n");
        var handle = (await (await _shell.FindAsync(Audit)).OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None)).Value;
        for (var i = 0; i < 3; i++)
            Assert.Equal(0, (await handle.ReadAsync(1 << 20, new byte[10], CancellationToken.None)).Value);
    }
}
