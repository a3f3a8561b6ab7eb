using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class IdentityTests
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    private delegate ref long Of(object self);

    [Theory]
    [InlineData(typeof(Plain))]
    [InlineData(typeof(Base))]
    [InlineData(typeof(AbstractBase))]
    [InlineData(typeof(Box<string>))]
    [InlineData(typeof(Rec))]
    [InlineData(typeof(DisposedUnderAForeignBase))]
    public void The_topmost_exported_class_carries_the_identity(Type type)
    {
        var field = type.GetField("<ObjectFs>identity", Declared)!;
        Assert.Equal(typeof(long), field.FieldType);
        Assert.True(field.IsPrivate);
        Assert.True(field.Attributes.HasFlag((FieldAttributes)0x80), "not NonSerialized");
        Assert.True(field.IsDefined(typeof(CompilerGeneratedAttribute), false));
    }

    [Theory]
    [InlineData(typeof(Derived))]
    [InlineData(typeof(DerivedUnmarked))]
    [InlineData(typeof(Concrete))]
    [InlineData(typeof(Outer<int>.Inner<int>))]
    [InlineData(typeof(DerivedRec))]
    public void A_class_derived_from_it_does_not(Type type) => Assert.Null(type.GetField("<ObjectFs>identity", Declared));

    [Theory]
    [InlineData(typeof(Sequential))]
    [InlineData(typeof(Overlaid))]
    public void A_class_whose_layout_is_fixed_is_left_as_it_is(Type type)
    {
        Assert.DoesNotContain(type.GetMembers(Declared), m => m.Name.StartsWith("<ObjectFs>", StringComparison.Ordinal));
        var recording = Recording.Recording.Start();
        var made = Activator.CreateInstance(type);
        Assert.Same(made, Assert.Single(recording.Announced).Self);
    }

    [Fact]
    public void It_is_read_and_written_through_a_reference()
    {
        var of = Method(typeof(Base));
        var one = new DerivedUnmarked();
        var other = new Derived();
        of(one) = long.MaxValue;
        of(other) = 2;
        Assert.Equal(long.MaxValue, of(one));
        Assert.Equal(2, of(other));
    }

    [Fact]
    public void Each_closed_generic_class_finds_its_own()
    {
        var text = new Box<string>("v");
        var number = new Box<decimal>(1.5m);
        Method(typeof(Box<string>))(text) = 3;
        Method(typeof(Box<decimal>))(number) = 4;
        Assert.Equal(3, Method(typeof(Box<string>))(text));
        Assert.Equal(4, Method(typeof(Box<decimal>))(number));
        Assert.Equal(("v", 1.5m), (text.Value, number.Value));
    }

    private static Of Method(Type type) => type.GetMethod("<ObjectFs>Identity", Declared)!.CreateDelegate<Of>();
}
