using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ObjectFs;

/// <summary>Which way a motor turns.</summary>
public enum Direction
{
    Stopped,
    Forward,
    Backward,
}

/// <summary>A motor of the depot.</summary>
/// <remarks>Derived classes are exported under their own names.</remarks>
[Export(Name = "{Serial}")]
public abstract class Motor(string serial, Depot depot)
{
    /// <summary>The number on its plate.</summary>
    public string Serial { get; } = serial;

    /// <summary>How fast it turns.</summary>
    [Range(0, 6000), Unit("rpm")]
    public double Speed { get; set; }

    /// <summary>Which way it turns.</summary>
    [DefaultValue(Direction.Stopped)]
    public Direction Direction { get; set; }

    /// <summary>What its sensors say, by their places.</summary>
    [Unit("°C")]
    public Dictionary<string, double> Temperatures { get; } = new() { ["bearing"] = 41.5, ["winding"] = 60 };

    /// <summary>Between which speeds it may run.</summary>
    /// <remarks>A struct: writing one of its members writes it back whole.</remarks>
    public Limits Limits { get; set; } = new(0, 3000);

    /// <summary>Where it stands.</summary>
    public Depot Depot { get; set; } = depot;

    /// <summary>Hidden, because of its name.</summary>
    public string ServicePassword { get; set; } = "1234";
}

/// <summary>A range of speeds.</summary>
public struct Limits(double lowest, double highest)
{
    /// <summary>No slower than this.</summary>
    [Unit("rpm")]
    public double Lowest { get; set; } = lowest;

    /// <summary>No faster than this.</summary>
    [Unit("rpm")]
    public double Highest { get; set; } = highest;
}

/// <summary>A motor that runs on mains.</summary>
public class ElectricMotor(string serial, Depot depot) : Motor(serial, depot)
{
    /// <summary>What it is connected to.</summary>
    [Unit("V"), AllowedValues(230, 400, 690)]
    public int Voltage { get; set; } = 400;
}

/// <summary>A motor that runs on what is in its tank.</summary>
public class DieselMotor(string serial, Depot depot) : Motor(serial, depot)
{
    /// <summary>What is left in the tank.</summary>
    [Range(0, 80), Unit("l")]
    public double Fuel { get; set; } = 60;
}

/// <summary>A place where motors stand.</summary>
[Export(Name = "{Name}")]
public class Depot(string name)
{
    /// <summary>What it is called.</summary>
    public string Name { get; } = name;

    /// <summary>The motor that is lent out next.</summary>
    public Motor? Spare { get; set; }

    /// <summary>What it is known for.</summary>
    public string[] Tags { get; } = ["rail", "heavy"];

    /// <summary>How long its people work.</summary>
    public TimeSpan Shift { get; set; } = TimeSpan.FromHours(8);
}
