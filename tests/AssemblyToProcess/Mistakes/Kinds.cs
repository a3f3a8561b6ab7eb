// The compiler refuses [Export] on these; other languages' may not, so the test marks them itself.
public struct MarkedStruct { public int A { get; set; } } // here
public record struct MarkedRecordStruct(int A); // here
public ref struct MarkedRefStruct { public int A { get; set; } } // here
public interface MarkedInterface { int A { get => 1; } } // here
public enum MarkedEnum { A }
public delegate void MarkedDelegate();
