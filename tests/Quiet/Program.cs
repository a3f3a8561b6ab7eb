// A program that marks a class and never mentions a server: what is served, the environment decides.
var lamp = new Lamp();
Console.WriteLine("running");
while (Console.ReadLine() is { } line)
    Console.WriteLine(line == "brightness" ? lamp.Brightness : line);
GC.KeepAlive(lamp);

[ObjectFs.Export]
internal sealed class Lamp
{
    public int Brightness { get; set; } = 5;

    [ObjectFs.Export]
    public int Brighten(int by) => Brightness += by;
}
