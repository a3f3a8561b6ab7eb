using ObjectFs;

[Export]
public static class Settings
{
    public static int Level
    {
        get;
        set
        {
            Counts.Add("set");
            field = value;
        }
    } = 3;

    public static string Broken => throw new InvalidOperationException("no setting");

    [Export]
    public static void Reset() => Counts.Add("called");
}
