using ObjectFs;

[Export(Mode = "rw")] public class ModeInLetters { public int A { get; set; } } // here
[Export(Mode = "4755")] public class ModeTooWide { public int A { get; set; } } // here
