using System.Globalization;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Service;

/// <summary>mkdir .objectfs/tx/fix, write there, commit.</summary>
public sealed partial class TransactionTests
{
    private const string Twin = ".objectfs/tx/fix";

    private readonly ObjectRegistry _registry = new();
    private readonly Pump _left = new();
    private readonly Pump _right = new();
    private readonly Shell _shell;

    public TransactionTests()
    {
        _shell = new(_registry);
        _registry.Export(_left, "pumps/left");
        _registry.Export(_right, "pumps/right");
    }

    [Fact]
    public async Task A_twin_shows_the_tree_without_methods_and_what_starts_with_a_dot()
    {
        await OpenAsync();
        Assert.Equal(["ctl", "status", "pumps"], await _shell.ListAsync(Twin));
        string[] methods = [nameof(Pump.Faster), nameof(Pump.Unlock)];
        Assert.Equal((await _shell.ListAsync("pumps/left")).Where(name => name[0] != '.').Except(methods), await _shell.ListAsync($"{Twin}/pumps/left"));
        Assert.Equal("10\n", await _shell.ReadAsync($"{Twin}/pumps/left/Speed"));
        Assert.False(await _shell.ExistsAsync($"{Twin}/.objectfs"));
        Assert.False(await _shell.ExistsAsync($"{Twin}/pumps/left/.json"));
    }

    [Fact]
    public async Task What_is_written_shows_in_the_twin_alone_until_it_is_committed()
    {
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pumps/left/Speed", "0x14\n");
        await SucceedsAsync($"{Twin}/pumps/right/Label", "south\n");
        Assert.Equal("20\n", await _shell.ReadAsync($"{Twin}/pumps/left/Speed"));
        Assert.Equal(3, (await _shell.StatAsync($"{Twin}/pumps/left/Speed")).Size);
        Assert.Equal((10, "north"), (_left.Speed, _right.Label));
        await SucceedsAsync($"{Twin}/ctl", "commit\n");
        Assert.Equal((20, "south"), (_left.Speed, _right.Label));
        Assert.Equal("", await _shell.ReadAsync($"{Twin}/status"));
    }

    [Fact]
    public async Task Status_tells_what_waits()
    {
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pumps/left/Speed", "20");
        await SucceedsAsync($"{Twin}/pumps/left/Note", "hello");
        Assert.Equal(
            """
            {"path":"/pumps/left/Speed","old":"10","new":"20"}
            {"path":"/pumps/left/Note","old":null,"new":"hello"}

            """,
            await _shell.ReadAsync($"{Twin}/status"));
    }

    [Fact]
    public async Task A_write_is_checked_as_the_member_checks_it()
    {
        await OpenAsync();
        var refused = await _shell.WriteAsync($"{Twin}/pumps/left/Speed", "121");
        Assert.Equal(Errno.EINVAL, refused.Errno);
        Assert.Contains("between 0 and 120", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(Errno.EINVAL, (await _shell.WriteAsync($"{Twin}/pumps/left/Speed", "abc")).Errno);
        Assert.Equal("", await _shell.ReadAsync($"{Twin}/status"));
        Assert.Equal("10\n", await _shell.ReadAsync($"{Twin}/pumps/left/Speed"));
    }

    [Fact]
    public async Task A_value_that_moved_since_refuses_all_of_it()
    {
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pumps/right/Label", "south");
        await SucceedsAsync($"{Twin}/pumps/left/Speed", "20");
        _left.Speed = 11;
        var refused = await _shell.WriteAsync($"{Twin}/ctl", "commit");
        Assert.Equal(Errno.ESTALE, refused.Errno);
        Assert.Contains("Speed was '10' when the transaction saw it, and is '11' now", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal((11, "north"), (_left.Speed, _right.Label));
        Assert.Contains("\"refused\":\"ESTALE\"", await _shell.ReadAsync($"{Twin}/status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_is_meant_for_what_was_read_in_the_twin_before()
    {
        await OpenAsync();
        await _shell.ReadAsync($"{Twin}/pumps/left/Speed");
        _left.Speed = 11;
        await SucceedsAsync($"{Twin}/pumps/left/Speed", "20");
        Assert.Equal(Errno.ESTALE, (await _shell.WriteAsync($"{Twin}/ctl", "commit")).Errno);
        Assert.Equal(11, _left.Speed);
    }

    [Fact]
    public async Task A_setter_that_throws_has_those_before_it_set_back()
    {
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pumps/left/Speed", "20");
        await SucceedsAsync($"{Twin}/pumps/right/Label", "south");
        await SucceedsAsync($"{Twin}/pumps/right/Throwing", "100");
        var refused = await _shell.WriteAsync($"{Twin}/ctl", "commit");
        Assert.Equal(Errno.EIO, refused.Errno);
        Assert.Contains("too hot", refused.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("nothing was changed", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal((10, "north", 0), (_left.Speed, _right.Label, _right.Throwing));
        Assert.Equal("20\n", await _shell.ReadAsync($"{Twin}/pumps/left/Speed"));
    }

    [Fact]
    public async Task Abort_drops_what_waits_and_keeps_the_twin()
    {
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pumps/left/Speed", "20");
        await SucceedsAsync($"{Twin}/ctl", "abort\n");
        Assert.Equal("10\n", await _shell.ReadAsync($"{Twin}/pumps/left/Speed"));
        await SucceedsAsync($"{Twin}/ctl", "commit\n");
        Assert.Equal(10, _left.Speed);
    }

    [Fact]
    public async Task Rmdir_drops_the_whole_in_one_step_and_an_open_file_is_stale()
    {
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pumps/left/Speed", "20");
        var open = (await (await _shell.FindAsync($"{Twin}/pumps/left/Label")).OpenAsync(OpenFlags.Write, Caller.Self, CancellationToken.None)).Value;
        Assert.Equal(Errno.None, (await _shell.RemoveDirectoryAsync(Twin)).Errno);
        Assert.Equal(Errno.ESTALE, (await open.WriteAsync(0, "x"u8.ToArray(), CancellationToken.None)).Errno);
        Assert.Equal([], await _shell.ListAsync(".objectfs/tx"));
        await OpenAsync();
        Assert.Equal("10\n", await _shell.ReadAsync($"{Twin}/pumps/left/Speed"));
    }

    [Fact]
    public async Task Members_of_structs_and_parts_of_collections_are_staged_too()
    {
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pumps/left/Place/X", "4");
        await SucceedsAsync($"{Twin}/pumps/left/Place/Y", "5");
        await SucceedsAsync($"{Twin}/pumps/left/Levels/1", "20");
        await SucceedsAsync($"{Twin}/pumps/left/Counts/one", "11");
        await SucceedsAsync($"{Twin}/pumps/left/Part/Size", "2.5");
        Assert.Equal((0, 2), (_left.Place.X, _left.Levels[1]));
        await SucceedsAsync($"{Twin}/ctl", "commit");
        Assert.Equal((4, 5, 20, 11, 2.5), (_left.Place.X, _left.Place.Y, _left.Levels[1], _left.Counts["one"], _left.Part.Size));
    }

    [Fact]
    public async Task A_reference_is_staged_by_a_link()
    {
        await OpenAsync();
        Assert.Equal(Errno.None, (await _shell.LinkAsync("../right", $"{Twin}/pumps/left/Next")).Errno);
        Assert.Null(_left.Next);
        Assert.Equal("../../pumps/right", await _shell.ReadLinkAsync($"{Twin}/pumps/left/Next"));
        await SucceedsAsync($"{Twin}/ctl", "commit");
        Assert.Same(_right, _left.Next);
        Assert.Equal(Errno.None, (await _shell.LinkAsync("/dev/null", $"{Twin}/pumps/left/Next")).Errno);
        Assert.Equal("", await _shell.ReadAsync($"{Twin}/pumps/left/Next"));
        await SucceedsAsync($"{Twin}/ctl", "commit");
        Assert.Null(_left.Next);
        Assert.Equal(Errno.EINVAL, (await _shell.LinkAsync("../nowhere", $"{Twin}/pumps/left/Next")).Errno);
    }

    [Fact]
    public async Task Truncation_alone_stages_null_where_null_may_be()
    {
        _left.Note = "something";
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pumps/left/Note", "");
        Assert.Equal("", await _shell.ReadAsync($"{Twin}/pumps/left/Note"));
        await SucceedsAsync($"{Twin}/ctl", "commit");
        Assert.Null(_left.Note);
    }

    [Fact]
    public async Task Bytes_can_be_read_and_not_written_in_a_twin()
    {
        await OpenAsync();
        Assert.Equal("\u0001\u0002\u0003", await _shell.ReadAsync($"{Twin}/pumps/left/Raw"));
        var refused = await _shell.WriteAsync($"{Twin}/pumps/left/Raw", "x");
        Assert.Equal(Errno.EPERM, refused.Errno);
        Assert.Contains("transaction", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_is_gone_refuses_the_commit()
    {
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pumps/left/Speed", "20");
        await SucceedsAsync($"{Twin}/pumps/right/Speed", "20");
        _registry.Remove(_right);
        Assert.Equal(Errno.ESTALE, (await _shell.WriteAsync($"{Twin}/ctl", "commit")).Errno);
        Assert.Equal(10, _left.Speed);
    }

    [Theory, InlineData("frobnicate"), InlineData(""), InlineData("commit abort"), InlineData("COMMIT")]
    public async Task An_unknown_word_is_refused_with_those_that_are_known(string word)
    {
        await OpenAsync();
        var refused = await _shell.WriteAsync($"{Twin}/ctl", word + "\n");
        Assert.Equal(Errno.EINVAL, refused.Errno);
        Assert.Contains("commit and abort", refused.Sentence, StringComparison.Ordinal);
    }


    private async Task OpenAsync() => Assert.Equal(Errno.None, (await _shell.MakeDirectoryAsync(Twin)).Errno);

    private async Task SucceedsAsync(string path, string text)
    {
        var failure = await _shell.WriteAsync(path, text);
        Assert.True(failure.Errno == Errno.None, $"{path}: {failure}");
    }
}
