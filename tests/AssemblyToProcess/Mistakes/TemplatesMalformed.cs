using ObjectFs;

[Export(Name = "{Id")] public class Unclosed { public int Id { get; } } // here
[Export(Name = "Id}")] public class Unopened { public int Id { get; } } // here
[Export(Name = "{}")] public class Empty { public int Id { get; } } // here
[Export(Name = "{Id{Id}}")] public class NestedBraces { public int Id { get; } } // here
[Export("a/{Id.}/b")] public class HalfAPath { public int Id { get; } } // here
[Export(Name = "{Id + 1}")] public class Expression { public int Id { get; } } // here
