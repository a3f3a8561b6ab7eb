using ObjectFs;

[Export(When = "Nope")] public class WhenNothing { public int A { get; set; } } // here
[Export(When = nameof(A))] public class WhenNotBool { public int A { get; set; } } // here
[Export(When = nameof(Is))] public class WhenTakesAnother { public static bool Is(string other) => other.Length > 0; } // here
[Export(When = nameof(Is))] public class WhenOfTheInstance { public bool Is() => true; } // here
