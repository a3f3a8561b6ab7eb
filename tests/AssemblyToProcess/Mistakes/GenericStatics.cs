using ObjectFs;

public class GenericStatics<T>
{
    [Export] public static int Total { get; set; } // here
}

public static class OuterOfStatic<T>
{
    [Export]
    public static class Inner
    {
        public static int Level { get; set; } // here
    }
}
