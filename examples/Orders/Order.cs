using System.ComponentModel.DataAnnotations;
using ObjectFs;

public enum Status
{
    Open,
    Paid,
    Shipped,
    Cancelled,
}

/// <summary>What a customer has ordered.</summary>
/// <remarks>Where the program changes lines within <c>lock (order)</c>, it never meets the tree doing so.</remarks>
[Export(Name = "{Number}", Sync = Sync.Lock)]
public sealed class Order(int number, Customer customer)
{
    public int Number { get; } = number;

    public Status Status { get; set; }

    /// <summary>Another exported object: a link to its place.</summary>
    public Customer Customer { get; set; } = customer;

    public IList<Line> Lines { get; } = [];

    public ISet<string> Tags { get; } = new SortedSet<string>(StringComparer.Ordinal);

    [Range(0, 50), Unit("%")]
    public int Discount { get; set; }

    [Unit("€")]
    public decimal Total => Math.Round(Lines.Sum(static line => line.Price) * (100 - Discount) / 100, 2);

    [StringLength(80)]
    public string? Note { get; set; }
}
