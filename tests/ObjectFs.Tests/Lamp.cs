namespace ObjectFs.Tests;

/// <summary>Something to show.</summary>
public sealed class Lamp
{
    public int Brightness { get; set; } = 5;
}
