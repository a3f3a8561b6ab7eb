using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Fuse;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

/// <summary>Woven objects under a registry beside the one that they announce themselves to, mounted: what the kernel remembers must be taken back there too.</summary>
public sealed class OwnRegistryCases : Case
{
    [Fact]
    public void A_mount_of_it_follows_woven_setters()
    {
        var registry = new ObjectRegistry();
        var subject = Keep(new Members(NewName()));
        using var place = registry.Export(subject, "subject");
        using var tree = Mount(registry);
        for (var i = 1; i < 100_000_000; i *= 10)
        {
            subject.Shown = i;
            Eventually(() => tree.Stat("/subject/Shown").Size == $"{i}\n".Length, "the size");
            Assert.Equal($"{i}\n", tree.Read("/subject/Shown"));
        }
    }

    [Fact]
    public void A_time_there_is_that_of_the_change()
    {
        var registry = new ObjectRegistry();
        var subject = Keep(new Members(NewName()));
        using var place = registry.Export(subject, "subject");
        using var tree = Mount(registry);
        Assert.Equal("1\n", tree.Read("/subject/Shown"));
        var before = tree.Stat("/subject/Shown").Modified;
        Tick();
        subject.Shown = 2;
        Eventually(() => tree.Stat("/subject/Shown").Modified > before, "a later time");
    }

    [Fact]
    public void A_poll_there_is_woken()
    {
        var registry = new ObjectRegistry();
        var subject = Keep(new Members(NewName()));
        using var place = registry.Export(subject, "subject");
        using var tree = Mount(registry);
        using var file = tree.Open("/subject/Shown", OpenFlags.Read);
        Assert.Equal("1\n", file.ReadText());
        var changer = new Thread(() => SpinWait.SpinUntil(() => ++subject.Shown < 0, 100));
        changer.Start();
        Assert.Equal(PollEvents.Priority | PollEvents.Error, file.Poll(PollEvents.Priority, (int)Patience.TotalMilliseconds));
        changer.Join();
    }

    private static MountClient Mount(ObjectRegistry registry)
    {
        var at = Path.Combine(Path.GetTempPath(), $"objectfs-conformance-{Environment.ProcessId}-{NewName()}");
        try
        {
            var server = ObjectFsServer.StartAsync(new ObjectFsOptions { MountPoint = at, Registry = registry }).GetAwaiter().GetResult();
            return new MountClient(server.MountPoint!, () => server.DisposeAsync().AsTask().GetAwaiter().GetResult());
        }
        catch (FuseMountException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }
}
