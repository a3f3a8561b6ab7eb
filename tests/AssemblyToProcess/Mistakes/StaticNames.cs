using ObjectFs;

[Export(Name = "settings")] public static class StaticWithName { public static int A { get; set; } } // here
[Export("of/{A}")] public static class StaticWithTemplate { public static int A { get; set; } } // here
