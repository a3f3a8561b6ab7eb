using System.ComponentModel.DataAnnotations;
using ObjectFs;

/// <summary>All that it takes: one attribute.</summary>
[Export(Name = "{Login}")]
public class Player(string login)
{
    public string Login { get; } = login;

    [Range(0, 100)]
    public int Health { get; set; } = 100;

    public double Speed { get; set; } = 1.5;

    public DateTimeOffset Joined { get; } = DateTimeOffset.UtcNow;

    public List<string> Bag { get; } = ["lamp", "rope"];

    public Player? Friend { get; set; }
}
