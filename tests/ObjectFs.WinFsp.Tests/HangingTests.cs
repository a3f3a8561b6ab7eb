using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>Programs that hang where Windows wants an answer at once.</summary>
public sealed class HangingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_slow_opening_holds_up_no_other()
    {
        TaskCompletionSource go = new();
        using var mounted = Mounted.Start(new StubDirectory { ["slow"] = new StubFile(2) { Look = () => go.Task }, ["b"] = new StubFile(3) });
        var opening = Task.Run(() => mounted.Try(@"\slow", Access.Write, Disposition.Overwrite));
        for (var i = 0; i < 10; i++)
            Assert.Equal(NtStatus.Success, mounted.Try(@"\b"));
        Assert.Equal(NtStatus.Success, await opening.WaitAsync(Patience, TestContext.Current.CancellationToken));
        go.SetResult();
    }

    [Fact]
    public async Task However_many_wait_for_a_program_that_hangs_they_hold_up_nobody()
    {
        const int Callers = 60;
        TaskCompletionSource<Result<Node>> hung = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        using var mounted = Mounted.Start(Hanging(hung, () => Interlocked.Increment(ref asked)), Patiently);
        var waiting = Enumerable.Range(0, Callers).Select(_ => OpenAsync(mounted)).ToList();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref asked) == Callers, Patience), "all wait");
        Assert.Equal(NtStatus.Success, mounted.Try(@"\b"));
        Assert.DoesNotContain(waiting, static task => task.IsCompleted);
        hung.SetResult(new StubFile(4));
        Assert.All(await Task.WhenAll(waiting).WaitAsync(Patience, TestContext.Current.CancellationToken), static status => Assert.Equal(NtStatus.Success, status));
    }

    [Fact]
    public async Task More_than_the_driver_lets_wait_are_told_so()
    {
        TaskCompletionSource<Result<Node>> hung = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        using var mounted = Mounted.Start(Hanging(hung, () => Interlocked.Increment(ref asked)), static options => Patiently(options) with { MaxUnderWay = 2 });
        var waiting = Enumerable.Range(0, 2).Select(_ => OpenAsync(mounted)).ToList();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref asked) == 2, Patience), "two wait");
        Assert.Equal(NtStatus.InsufficientResources, mounted.Try(@"\b"));
        hung.SetResult(new StubFile(4));
        Assert.All(await Task.WhenAll(waiting).WaitAsync(Patience, TestContext.Current.CancellationToken), static status => Assert.Equal(NtStatus.Success, status));
        Assert.Equal(NtStatus.Success, mounted.Try(@"\b"));
    }

    [Fact]
    public async Task Unmounting_ends_the_waits_for_a_program_that_hangs()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<NtStatus> opening;
        using (var mounted = Mounted.Start(Hanging(new(), () => asked.TrySetResult()), Patiently))
        {
            opening = OpenAsync(mounted);
            await asked.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        Assert.True(await opening.WaitAsync(Patience, TestContext.Current.CancellationToken) < 0);
    }

    /// <summary>A program that hangs where it is asked for one name, and answers all others.</summary>
    private static StubDirectory Hanging(TaskCompletionSource<Result<Node>> hung, Action asked) => new()
    {
        ["b"] = new StubFile(3),
        Find = name =>
        {
            if (name != "hung")
                return null;
            asked();
            return hung.Task;
        },
    };

    private static WinFspMountOptions Patiently(WinFspMountOptions options) => options with { ChangeLimit = TimeSpan.FromMinutes(10) };

    private static Task<NtStatus> OpenAsync(Mounted mounted) => Task.Factory.StartNew(() => mounted.Try(@"\hung"), TaskCreationOptions.LongRunning);
}
