using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

public sealed class RefusalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("Linux", null)]
    [InlineData("Unix", StubbornFile.Sentence)]
    [InlineData("Plan9", StubbornFile.Sentence)]
    public async Task A_value_that_cannot_be_is_refused_in_the_write_with_the_sentence_where_the_dialect_has_one(string dialect, string? sentence)
    {
        var (root, file) = StubbornFile.Create();
        await using var served = await Served.StartAsync(dialect, root);
        var node = (await served.Root.LookupAsync("file"u8, default)).Must();
        var handle = (await node.OpenAsync(OpenFlags.Write, Caller.Self, default)).Must();
        var result = await handle.WriteAsync(0, "abc\n"u8.ToArray(), default);
        Assert.Equal((Errno.EINVAL, sentence), (result.Errno, result.Sentence));
        Assert.Equal(["abc\n"], file.Writes);
        await handle.CloseAsync();
    }

    [Theory]
    [InlineData("Linux")]
    [InlineData("Unix")]
    [InlineData("Plan9")]
    public async Task Who_gives_up_waiting_ends_the_waiting_at_the_other_end(string dialect)
    {
        var (root, file) = StubbornFile.Create();
        await using var served = await Served.StartAsync(dialect, root);
        var node = (await served.Root.LookupAsync("file"u8, default)).Must();
        var handle = (await node.OpenAsync(OpenFlags.Read, Caller.Self, default)).Must();
        using CancellationTokenSource giveUp = new();
        var read = handle.ReadAsync(0, new byte[10], giveUp.Token).AsTask();
        await file.Waiting.Task.WaitAsync(Patience);
        giveUp.Cancel();
        Assert.Equal(Errno.EINTR, (await read.WaitAsync(Patience)).Errno);
        await file.GaveUp.Task.WaitAsync(Patience);
        Assert.True((await node.GetAttributesAsync(default)).Succeeded);
        await handle.CloseAsync();
    }
}
