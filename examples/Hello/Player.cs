using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ObjectFs;

/// <summary>Somebody who plays.</summary>
/// <remarks>All that it takes: one attribute.</remarks>
[Export(Name = "{Login}")]
public class Player(string login)
{
    /// <summary>What the player is called.</summary>
    public string Login { get; } = login;

    /// <summary>What is left of the player; at 0 the game is over.</summary>
    [Range(0, 100), DefaultValue(100)]
    public int Health { get; set; } = 100;

    /// <summary>How fast the player walks.</summary>
    [Unit("m/s")]
    public double Speed { get; set; } = 1.5;

    /// <summary>When the player came.</summary>
    public DateTimeOffset Joined { get; } = DateTimeOffset.UtcNow;

    /// <summary>What the player carries.</summary>
    public List<string> Bag { get; } = ["lamp", "rope"];

    /// <summary>Whom the player follows, or nobody.</summary>
    public Player? Friend { get; set; }
}
