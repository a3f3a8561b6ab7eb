using ObjectFs;

[Export("one/path")]
public class FirstOnPath
{
    public int A { get; set; }
}

[Export("/one/path/")]
public class SecondOnPath
{
    public int A { get; set; } // here
}

[Export("settings")]
public static class FirstSettings
{
    public static int A { get; set; }
}

[Export("settings")]
public static class SecondSettings
{
    public static int A { get; set; } // here
}
