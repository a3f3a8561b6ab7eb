using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class HostileCases : Case
{
    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_getter_that_hangs_costs_its_reader_its_budget_and_others_nothing(string gateway)
    {
        var tree = Open(gateway);
        using var subject = Keep(new Hanging(NewName()));
        var at = $"/Hanging/{subject.Key}";
        using var file = tree.Open($"{at}/Hangs", OpenFlags.Read);
        using var begun = new ManualResetEventSlim();
        var hung = Errno.None;
        var reader = new Thread(() =>
        {
            begun.Set();
            hung = Clients.Refusal.Of(() => file.Read(0, new byte[1]));
        });
        reader.Start();
        begun.Wait(TestContext.Current.CancellationToken);
        Assert.Equal("1\n", tree.Read($"{at}/Fine"));
        reader.Join();
        Assert.Equal(Errno.ETIMEDOUT, hung);
        Assert.Contains("200 ms", tree.Error($"{at}/Hangs"), StringComparison.Ordinal);
        Assert.Equal(0, tree.Stat($"{at}/Hangs").Size);
        Refuses(Errno.ETIMEDOUT, () => tree.Write($"{at}/Hangs", "5"));
        subject.Gate.Set();
        Eventually(() => Clients.Refusal.Of(() => tree.Read($"{at}/Hangs")) == Errno.None, "an answer");
    }

    [Theory, EveryGateway]
    public void A_member_that_hangs_is_not_called_again_and_again(string gateway)
    {
        var tree = Open(gateway);
        using var subject = Keep(new Hanging(NewName()));

        // calls count for all instances: those of other cases may yet have to come back
        Eventually(() => Clients.Refusal.Of(() => tree.Read($"/Hanging/{subject.Key}/Hangs")) != Errno.None && Volatile.Read(ref subject.Calls) > 0, "it is called");
        for (var i = 0; i < 10; i++)
            Refuses(Errno.ETIMEDOUT, () => tree.Read($"/Hanging/{subject.Key}/Hangs"));
        Assert.InRange(Volatile.Read(ref subject.Calls), 1, 5);
    }

    [Theory, EveryGateway]
    public void A_listing_runs_no_getter_and_a_walk_ends(string gateway)
    {
        var tree = Open(gateway);
        using var subject = Keep(new Hanging(NewName()));
        Assert.Contains("HangsToo", tree.Names($"/Hanging/{subject.Key}"));
        if (Gateways.Has(gateway, Feature.BareListings))
            Assert.Equal(0, Volatile.Read(ref subject.Calls));
        Assert.Equal(NodeKind.File, tree.Stat($"/Hanging/{subject.Key}/HangsToo").Kind);
        Refuses(Errno.ETIMEDOUT, () => tree.Read($"/Hanging/{subject.Key}/HangsToo"));
        Assert.Contains("\"Fine\":1", tree.Read($"/Hanging/{subject.Key}/.json"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void A_lazy_member_is_left_alone_by_stat(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Lazybones(NewName()));
        var at = $"/Lazybones/{subject.Key}";
        Assert.Equal(0, tree.Stat($"{at}/Costly").Size);
        Assert.Equal(0, subject.Calls);
        Assert.Equal("1\n", tree.Read($"{at}/Costly"));
        Refuses(Errno.EIO, () => tree.Read($"{at}/Recursing"));
    }

    [Theory, EveryGateway(Feature.Sizes)]
    public void A_gigabyte_is_exact_or_refused_and_the_rest_goes_on(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Gigantic(NewName()));
        var at = $"/Gigantic/{subject.Key}";
        subject.Content = GC.AllocateUninitializedArray<byte>(1 << 30);
        subject.Content[^1] = 42;
        Assert.Equal(1 << 30, tree.Stat($"{at}/Bytes").Size);
        using (var file = tree.Open($"{at}/Bytes", OpenFlags.Read))
        {
            var last = new byte[10];
            Assert.Equal(1, file.Read((1 << 30) - 1, last));
            Assert.Equal(42, last[0]);
        }

        Assert.Contains("\"Bytes\":{\"$error\":", tree.Read($"{at}/.json"), StringComparison.Ordinal);

        subject.Content = null;
        subject.Text = new string('x', 70 << 20);
        Refuses(Errno.EFBIG, () => tree.Read($"{at}/Text"));
        Assert.Contains("\"Text\":{\"$error\":", tree.Read($"{at}/.json"), StringComparison.Ordinal);
        Assert.Equal("1\n", tree.Read($"{at}/Fine"));
        subject.Text = null;
    }

    [Theory, EveryGateway]
    public void A_class_under_a_lock_is_touched_under_its_lock_only(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Locked(NewName()));
        var at = $"/Locked/{subject.Key}";
        Assert.Equal("0\n", tree.Read($"{at}/Value"));
        Assert.True(subject.WasLocked);
        tree.Write($"{at}/Value", "5");
        Assert.True(subject.WasLocked);
        Assert.Equal(5, subject.Value);
        Assert.Equal(["0", "1", "2"], tree.Names($"{at}/List"));
    }

    [Theory, EveryGateway]
    public void A_lock_that_is_held_for_long_costs_the_reader_its_budget_only(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Locked(NewName()));
        lock (subject)
            Refuses(Errno.ETIMEDOUT, () => tree.Read($"/Locked/{subject.Key}/Value"));
        Eventually(() => Clients.Refusal.Of(() => tree.Read($"/Locked/{subject.Key}/Value")) == Errno.None, "an answer");
    }

    [Theory, EveryGateway]
    public void A_dispatcher_runs_all_that_touches_the_object(string gateway)
    {
        var tree = Open(gateway);
        using var loop = new GameLoop();
        var subject = Keep(new Dispatched(NewName(), loop));
        Assert.Equal($"{loop.ThreadId}\n", tree.Read($"/Dispatched/{subject.Key}/Thread"));
        tree.Write($"/Dispatched/{subject.Key}/Value", "3");
        Assert.Equal(3, subject.Value);
        Assert.Contains($"\"Thread\":{loop.ThreadId}", tree.Read($"/Dispatched/{subject.Key}/.json"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void A_task_scheduler_is_a_dispatcher_too(string gateway)
    {
        var tree = Open(gateway);
        var pair = new ConcurrentExclusiveSchedulerPair();
        var subject = Keep(new Dispatched(NewName(), pair.ExclusiveScheduler));
        tree.Write($"/Dispatched/{subject.Key}/Value", "3");
        Assert.Equal("3\n", tree.Read($"/Dispatched/{subject.Key}/Value"));
    }

    [Theory, EveryGateway]
    public void A_synchronization_context_is_a_dispatcher_too(string gateway)
    {
        var tree = Open(gateway);
        using var loop = new GameLoop();
        var subject = Keep(new Dispatched(NewName(), new LoopContext(loop)));
        Assert.Equal($"{loop.ThreadId}\n", tree.Read($"/Dispatched/{subject.Key}/Thread"));
        tree.Write($"/Dispatched/{subject.Key}/Value", "3");
        Assert.Equal(3, subject.Value);
        Assert.Contains($"\"Thread\":{loop.ThreadId}", tree.Read($"/Dispatched/{subject.Key}/.json"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_dispatcher_that_is_not_there_is_said_to_be(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Dispatched(NewName(), null));
        Refuses(Errno.EIO, () => tree.Read($"/Dispatched/{subject.Key}/Value"));
        Assert.Contains("dispatcher", tree.Error($"/Dispatched/{subject.Key}/Value"), StringComparison.Ordinal);
    }
}
