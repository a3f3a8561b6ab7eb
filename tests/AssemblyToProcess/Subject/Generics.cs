using ObjectFs;

[Export] public class Box<T> { public T Value; public bool B; public Box(T v) : this(v, true) { } public Box(T v, bool b) { Value = v; B = b; } }
[Export] public class Outer<T> where T : notnull { [Export] public class Inner<U> : Box<Dictionary<T, U>> { public Inner() : base(new()) { Done = true; } public bool Done; } }
[Export] public class Constrained<T>(T item) where T : IComparable<T>, new() { public T Item { get; set; } = item; public Constrained() : this(new T()) { } }
[Export] public class Managed<T> where T : unmanaged { public Managed(T value) => Value = value; public T Value { get; set; } }
[Export] public class Referring<T> where T : class? { public T? Value { get; set; } public T? Doubled { get => Value; set { Value = null; Value = value; } } }
public class IntBox : Box<int> { public bool Done; public IntBox() : base(4) => Done = true; }
