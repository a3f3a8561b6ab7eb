using ObjectFs.Tree;
using ObjectFs.WinFsp;

// with a drive to name, an empty tree in memory, for test suites of file systems
if (args is [var drive])
{
    await using var mount = await WinFspMount.StartAsync(MemoryDirectory.CreateRoot(), new WinFspMountOptions { MountPoint = drive }, null, CancellationToken.None);
    Console.WriteLine($"mounted at {mount.MountPoint}");
    await mount.Completion;
    return;
}

// else a program that marks a class, has the package for drives, and mentions no server: what is served, the environment decides. It runs until its lamp is turned off
var lamp = new Lamp();
Console.WriteLine("running");
await lamp.TurnedOff;
Console.WriteLine($"turned off at brightness {lamp.Brightness}");

[ObjectFs.Export]
internal sealed class Lamp
{
    private readonly TaskCompletionSource _turnedOff = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [ObjectFs.NotExported]
    public Task TurnedOff => _turnedOff.Task;

    [System.ComponentModel.DataAnnotations.Range(0, 10)]
    public int Brightness { get; set; } = 5;

    public bool IsOn
    {
        get => !_turnedOff.Task.IsCompleted;
        set
        {
            if (!value)
                _turnedOff.TrySetResult();
        }
    }
}
