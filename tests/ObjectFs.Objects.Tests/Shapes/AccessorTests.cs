using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tests.Shared;

namespace ObjectFs.Objects.Tests.Shapes;

public sealed class AccessorTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Members_of_a_class_are_read_and_set()
    {
        Sample sample = new();
        foreach (string name in (string[])["Property", "Field", "Hidden", "Static", "StaticField"])
        {
            Accessor<int> accessor = (Accessor<int>)Of(typeof(Sample), name)!;
            accessor.Write(sample, 42);
            Assert.Equal(42, accessor.Read(sample));
            accessor.WriteObject(sample, 43);
            Assert.Equal(43, accessor.ReadObject(sample));
        }
    }

    [Fact]
    public void A_struct_is_changed_in_its_box()
    {
        object box = new Point { X = 1, Y = 2 };
        ((Accessor<int>)Of(typeof(Point), "X")!).Write(box, 10);
        ((Accessor<int>)Of(typeof(Point), "Y")!).Write(box, 20);

        Assert.Equal(new Point { X = 10, Y = 20 }, box);
    }

    [Fact]
    public void An_override_is_what_runs() => Assert.Equal("derived", Of(typeof(Derived), "Virtual")!.ReadObject(new Derived()));

    [Theory]
    [InlineData("Property", true, true, false)]
    [InlineData("Field", true, true, false)]
    [InlineData("Hidden", false, true, false)]
    [InlineData("PrivateSet", false, true, false)]
    [InlineData("InitOnly", false, true, true)]
    [InlineData("GetOnly", false, true, true)]
    [InlineData("ReadOnlyField", false, true, true)]
    [InlineData("Constant", false, true, true)]
    [InlineData("Computed", false, false, false)]
    public void What_a_member_is_is_told(string name, bool canWrite, bool isTrivial, bool isConstant)
    {
        Accessor accessor = Of(typeof(Sample), name)!;

        Assert.Equal((canWrite, isTrivial, isConstant), (accessor.CanWrite, accessor.IsTrivial, accessor.IsConstant));
        Assert.IsType<int>(accessor.ReadObject(new Sample()));
    }

    [Theory]
    [InlineData("Reference")]
    [InlineData("Span")]
    [InlineData("Pointer")]
    [InlineData("Item")]
    [InlineData("WriteOnly")]
    public void What_cannot_be_held_has_no_accessor(string name) => Assert.Null(Of(typeof(Odd), name));

    [Fact]
    public void Exceptions_come_out_as_they_are() =>
        Assert.Throws<InvalidOperationException>(() => Of(typeof(Sample), "Throwing")!.ReadObject(new Sample()));

    [Fact]
    public void Reading_allocates_nothing()
    {
        Sample sample = new();
        Accessor<int> property = (Accessor<int>)Of(typeof(Sample), "Property")!, field = (Accessor<int>)Of(typeof(Sample), "Field")!;
        int sum = 0;
        Allocated.Nothing(() => sum += property.Read(sample) + field.Read(sample));
        Assert.NotEqual(0, sum);
    }

    private static Accessor? Of(Type type, string name) =>
        type.GetProperty(name, Any) is { } property ? Accessor.For(property) : Accessor.For(type.GetField(name, Any)!);

    private struct Point
    {
        public int Y;

        public int X { readonly get; set; }
    }

    private class Sample
    {
        public const int Constant = 5;
        public readonly int ReadOnlyField = 1;
        public int Field = 1;
        public static int StaticField = 1;

        public static int Static { get; set; }

        public int Property { get; set; }

        public int PrivateSet { get; private set; }

        public int InitOnly { get; init; }

        public int GetOnly { get; }

        public int Computed => Property + Field;

        public virtual int Throwing => throw new InvalidOperationException("no");

        public virtual string Virtual => "base";

        internal int Hidden { get; set; }
    }

    private sealed class Derived : Sample
    {
        public override string Virtual => "derived";
    }

    private sealed unsafe class Odd
    {
        private int _value;

        public ref int Reference => ref _value;

        public Span<int> Span => new(ref _value);

        public int* Pointer => (int*)Unsafe.AsPointer(ref _value);

        public int WriteOnly
        {
            set => _value = value;
        }

        public int this[int index] => index;
    }
}
