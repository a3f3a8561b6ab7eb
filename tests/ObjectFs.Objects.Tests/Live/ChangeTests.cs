using System.Collections.Concurrent;
using System.Reflection;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

public sealed class ChangeTests
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;

    [Fact]
    public async Task A_change_is_told_once_to_whoever_asked()
    {
        Motor motor = new();
        Accessor speed = Of(typeof(Motor), nameof(Motor.Speed));
        ConcurrentQueue<Change> told = [];
        using IDisposable listening = Default.Feed.Listen(change =>
        {
            if (ReferenceEquals(change.Owner, motor))
                told.Enqueue(change);
        });

        motor.Speed = 1;
        await Default.Feed.FlushAsync();
        Assert.Empty(told);

        Assert.True(Interest.Arm(motor, speed));
        motor.Speed = 1;
        await Default.Feed.FlushAsync();
        Assert.Empty(told);

        motor.Speed = 2;
        motor.Speed = 3;
        await Default.Feed.FlushAsync();
        Change change = Assert.Single(told);
        Assert.Equal(speed.DeclaringType, change.Level);
        Assert.Equal(speed.NotifyBit, change.Bit);
    }

    [Fact]
    public async Task Each_level_of_a_hierarchy_is_told_apart()
    {
        Racer racer = new();
        Accessor speed = Of(typeof(Racer), nameof(Motor.Speed)), team = Of(typeof(Racer), nameof(Racer.Team));
        ConcurrentQueue<Type> told = [];
        using IDisposable listening = Default.Feed.Listen(change =>
        {
            if (ReferenceEquals(change.Owner, racer))
                told.Enqueue(change.Level);
        });

        Interest.Arm(racer, speed);
        Interest.Arm(racer, team);
        racer.Team = "red";
        racer.Speed = 7;
        await Default.Feed.FlushAsync();

        Assert.Equal([typeof(Racer), typeof(Motor)], told);
    }

    [Fact]
    public async Task The_time_of_the_last_change_is_known_until_the_object_goes()
    {
        Motor motor = new();
        Accessor speed = Of(typeof(Motor), nameof(Motor.Speed)), name = Of(typeof(Motor), nameof(Motor.Name));
        Assert.True(Default.TryLocate(motor, out ObjectId id));
        Extent extent = Default.ExtentOf(id.Extent)!;
        Assert.Null(extent.LastChange(id.Number, speed));

        Interest.Arm(motor, speed);
        motor.Speed = 5;
        await Default.Feed.FlushAsync();

        Assert.NotNull(extent.LastChange(id.Number, speed));
        Assert.Null(extent.LastChange(id.Number, name));
        Assert.Equal(extent.LastChange(id.Number), extent.LastChange(id.Number, speed));
        Default.Remove(motor);
        Assert.Null(extent.LastChange(id.Number, speed));
    }

    [Fact]
    public async Task The_time_of_a_change_is_when_it_came_about_and_not_when_it_is_told()
    {
        ManualTime time = new();
        Motor motor = new();
        ObjectRegistry registry = Reading.Show(motor, time);
        Node speed = await registry.DirectoryAsync("it/Speed");
        await ModifiedAsync(speed);
        using ManualResetEventSlim held = new();
        registry.Feed.Post(held.Wait);

        time.Advance(TimeSpan.FromSeconds(1));
        motor.Speed = 5;
        long changed = registry.Now;
        time.Advance(TimeSpan.FromSeconds(1));
        held.Set();
        await registry.Feed.FlushAsync();

        Assert.Equal(changed, await ModifiedAsync(speed));
        GC.KeepAlive(motor);
    }

    [Fact]
    public async Task The_time_of_a_write_stays_when_its_setter_has_been_told_of()
    {
        ManualTime time = new();
        Motor motor = new();
        ObjectRegistry registry = Reading.Show(motor, time);
        Node speed = await registry.DirectoryAsync("it/Speed");
        await ModifiedAsync(speed);
        using ManualResetEventSlim held = new();
        registry.Feed.Post(held.Wait);

        Handle handle = await registry.OpenAsync("it/Speed", OpenFlags.Write);
        Assert.True((await handle.WriteAsync(0, "5\n"u8.ToArray(), CancellationToken.None)).Succeeded);
        await handle.CloseAsync();
        long written = await ModifiedAsync(speed);
        time.Advance(TimeSpan.FromSeconds(1));
        held.Set();
        await registry.Feed.FlushAsync();

        Assert.Equal((written, 5), (await ModifiedAsync(speed), motor.Speed));
    }

    [Fact]
    public async Task A_static_change_is_told()
    {
        Accessor level = Of(typeof(Motor), nameof(Motor.Level));
        ConcurrentQueue<Change> told = [];
        using IDisposable listening = Default.Feed.Listen(change =>
        {
            if (change.Level == typeof(Motor) && change.Owner is null)
                told.Enqueue(change);
        });

        Assert.True(Interest.Arm(null, level));
        Motor.Level++;
        await Default.Feed.FlushAsync();

        Assert.Single(told);
    }

    [Fact]
    public void Whoever_asks_and_then_reads_sees_the_last_value_or_is_told()
    {
        const int Last = 300_000;
        Motor motor = new();
        Accessor<int> speed = (Accessor<int>)Of(typeof(Motor), nameof(Motor.Speed));
        using AutoResetEvent changed = new(initialState: false);
        using IDisposable listening = Default.Feed.Listen(change =>
        {
            if (ReferenceEquals(change.Owner, motor))
                changed.Set();
        });

        Thread setting = new(() =>
        {
            for (int i = 1; i <= Last; i++)
                motor.Speed = i;
        });
        Thread[] arming = [new(Arm), new(Arm)];
        Array.ForEach(arming, static thread => thread.Start());
        setting.Start();
        setting.Join();
        Array.ForEach(arming, static thread => thread.Join());

        int seen;
        do
        {
            Interest.Arm(motor, speed);
            seen = speed.Read(motor);
        }
        while (seen != Last && changed.WaitOne(TimeSpan.FromSeconds(30)));
        Assert.Equal(Last, seen);

        void Arm()
        {
            do
                Interest.Arm(motor, speed);
            while (speed.Read(motor) != Last);
        }
    }

    [Fact]
    public void A_reader_follows_a_setter_to_its_last_value_each_time()
    {
        const int Rounds = 3000;
        Motor motor = new();
        Accessor<int> speed = (Accessor<int>)Of(typeof(Motor), nameof(Motor.Speed));
        using SemaphoreSlim changed = new(0);
        using IDisposable listening = Default.Feed.Listen(change =>
        {
            if (ReferenceEquals(change.Owner, motor))
                changed.Release();
        });
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Barrier both = new(2);
        Thread setting = new(() =>
        {
            for (int i = 1; i <= Rounds; i++)
            {
                both.SignalAndWait(cancellation);
                motor.Speed = i;
            }
        });
        setting.Start();

        for (int i = 1; i <= Rounds; i++)
        {
            both.SignalAndWait(cancellation);
            while (true)
            {
                Interest.Arm(motor, speed);
                if (speed.Read(motor) == i)
                    break;
                Assert.True(changed.Wait(TimeSpan.FromSeconds(30), cancellation), $"The change to {i} was not told.");
            }
        }

        setting.Join();
    }

    [Fact]
    public void A_setter_that_is_not_woven_cannot_be_asked()
    {
        Unwoven instance = new();
        Accessor value = Of(typeof(Unwoven), nameof(Unwoven.Value));

        Assert.False(Interest.Arm(instance, value));
    }

    private static Accessor Of(Type type, string name) => Accessor.For(type.GetProperty(name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public)!)!;

    private static async Task<long> ModifiedAsync(Node node) => (await node.GetAttributesAsync(CancellationToken.None)).Value.Modified;

    [Export]
    private class Motor
    {
        [Export]
        public static int Level { get; set; }

        public int Speed { get; set; }

        public string Name { get; set; } = "";
    }

    private sealed class Racer : Motor
    {
        public string Team { get; set; } = "";
    }

    private sealed class Unwoven
    {
        public int Value { get; set; }
    }
}
