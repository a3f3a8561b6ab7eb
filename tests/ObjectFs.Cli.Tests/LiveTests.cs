using System.ComponentModel;
using ObjectFs.Cli.Tests.Fakes;

namespace ObjectFs.Cli.Tests;

/// <summary>Objects of a program that lives, looked at through its socket by the command as a process.</summary>
public sealed class LiveTests : IDisposable
{
    private readonly Scratch _runtime = new();
    private readonly string _name = Served.NewName();
    private readonly ObjectRegistry _registry = new();

    private sealed class Motor : INotifyPropertyChanged
    {
        public event PropertyChangedEventHandler? PropertyChanged;

        public event Action<int>? Overheated;

        public int Speed
        {
            get;
            set
            {
                field = value;
                PropertyChanged?.Invoke(this, new(nameof(Speed)));
            }
        } = 1;

        public System.Collections.ObjectModel.ObservableCollection<string> Tags { get; } = ["rail"];

        public void Heat(int degrees) => Overheated?.Invoke(degrees);
    }

    public void Dispose() => _runtime.Dispose();

    [Fact]
    public async Task A_member_is_watched_until_Ctrl_C()
    {
        var motor = new Motor();
        _registry.Export(motor, "Motor/1");
        await using var program = await Served.StartAsync(_runtime, _name, _registry.Root);
        using var watch = new Child(_runtime, ["watch", $"{_name}/Motor/1/Speed"]);
        Assert.Equal("1", await watch.LineAsync());
        for (motor.Speed = 2; motor.Speed < 5; motor.Speed++)
            Assert.Equal($"{motor.Speed}", await watch.LineAsync());
        Assert.Equal(ExitCode.Interrupted, await watch.InterruptAsync());
    }

    [Fact]
    public async Task An_event_is_watched_until_the_object_is_gone()
    {
        var motor = new Motor();
        var place = _registry.Export(motor, "Motor/1");
        await using var program = await Served.StartAsync(_runtime, _name, _registry.Root);
        using var watch = new Child(_runtime, ["watch", $"{_name}/Motor/1/Overheated"]);
        Assert.Equal("", await watch.LineAsync());
        motor.Heat(90);
        Assert.Contains("\"value\":90", await watch.LineAsync(), StringComparison.Ordinal);
        place.Dispose();
        Assert.Equal(0, await watch.EndAsync());
    }

    [Fact]
    public async Task A_collection_is_watched_as_a_member()
    {
        var motor = new Motor();
        _registry.Export(motor, "Motor/1");
        await using var program = await Served.StartAsync(_runtime, _name, _registry.Root);
        using var watch = new Child(_runtime, ["watch", "-n", "1", $"{_name}/Motor/1/Tags"]);
        Assert.Equal("", await watch.LineAsync());
        motor.Tags.Add("heavy");
        Assert.Equal("[\"rail\",\"heavy\"]", await watch.LineAsync());
        Assert.Equal(0, await watch.EndAsync());
    }

    [Fact]
    public async Task Instances_are_a_table()
    {
        Motor[] motors = [new(), new() { Speed = 7 }];
        _registry.Export(motors[0], "Motor/1");
        _registry.Export(motors[1], "Motor/2");
        await using var program = await Served.StartAsync(_runtime, _name, _registry.Root);
        Assert.Equal(new Outcome(0, "NAME  Speed\n1     1\n2     7\n", ""), await Child.RunAsync(_runtime, "top", $"{_name}/Motor"));
        GC.KeepAlive(motors);
    }
}
