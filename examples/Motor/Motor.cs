using System.ComponentModel.DataAnnotations;
using ObjectFs;

public enum Direction
{
    Stopped,
    Forward,
    Backward,
}

/// <summary>Derived classes are exported under their own names.</summary>
[Export(Name = "{Serial}")]
public abstract class Motor(string serial, Depot depot)
{
    public string Serial { get; } = serial;

    [Range(0, 6000), Unit("rpm")]
    public double Speed { get; set; }

    public Direction Direction { get; set; }

    [Unit("°C")]
    public Dictionary<string, double> Temperatures { get; } = new() { ["bearing"] = 41.5, ["winding"] = 60 };

    /// <summary>A struct: writing one of its members writes it back whole.</summary>
    public Limits Limits { get; set; } = new(0, 3000);

    public Depot Depot { get; set; } = depot;

    /// <summary>Hidden, because of its name.</summary>
    public string ServicePassword { get; set; } = "1234";
}

public struct Limits(double lowest, double highest)
{
    public double Lowest { get; set; } = lowest;

    public double Highest { get; set; } = highest;
}

public class ElectricMotor(string serial, Depot depot) : Motor(serial, depot)
{
    [Unit("V")]
    public int Voltage { get; set; } = 400;
}

public class DieselMotor(string serial, Depot depot) : Motor(serial, depot)
{
    [Range(0, 80), Unit("l")]
    public double Fuel { get; set; } = 60;
}

[Export(Name = "{Name}")]
public class Depot(string name)
{
    public string Name { get; } = name;

    public Motor? Spare { get; set; }

    public string[] Tags { get; } = ["rail", "heavy"];

    public TimeSpan Shift { get; set; } = TimeSpan.FromHours(8);
}
