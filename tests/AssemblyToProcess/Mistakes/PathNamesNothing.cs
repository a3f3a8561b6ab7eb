using ObjectFs;

[Export("zones/{Zone.Nope}/{Id:D4}")]
public class PathNamesNothing
{
    public int Id { get; set; } // here
    public ZoneOfPath? Zone { get; set; }
}

public class ZoneOfPath
{
    public string Name { get; set; } = "";
}
