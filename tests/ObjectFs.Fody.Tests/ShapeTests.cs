using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace ObjectFs.Fody.Tests;

/// <summary>Generic classes, records, and parameters of every kind.</summary>
public sealed class ShapeTests
{
    private readonly Recording.Recording _recording = Recording.Recording.Start();

    [Fact]
    public void A_generic_class_announces_each_closed_type()
    {
        Once(new Box<string>("v"), "Value=v,B=True");
        Assert.Equal(typeof(Box<string>), _recording.Announced[0].As);
        _ = new Box<int>(3, false);
        Assert.Equal(typeof(Box<int>), _recording.Announced[1].As);
    }

    [Fact]
    public void A_generic_class_nested_in_another_announces_once_complete()
    {
        var inner = new Outer<int>.Inner<string>();
        Assert.Same(inner, Assert.Single(_recording.Announced).Self);
        Assert.StartsWith("Done=True", _recording.Announced[0].State, StringComparison.Ordinal);
    }

    [Fact]
    public void Constraints_are_no_hindrance()
    {
        Assert.Equal(0, new Constrained<int>().Item);
        Assert.Equal(4, new Managed<long>(4).Value);
        Assert.Equal(2, _recording.Announced.Count);
    }

    [Fact]
    public void A_class_derived_from_a_closed_generic_one_announces_once_complete() => Once(new IntBox(), "Done=True,Value=4,B=True");

    [Fact]
    public void A_record_and_its_copy_announce_once_each()
    {
        var first = new Rec(1, 2);
        Once(first, "");
        var second = first with { Y = 9 };
        Assert.Equal([first, second], _recording.Announced.Select(r => r.Self));
        Assert.Equal(new Rec(1, 9), second);
    }

    [Fact]
    public void A_derived_record_and_its_copy_announce_once_each()
    {
        var first = new DerivedRec(1, 2, 3);
        var second = first with { X = 1 };
        Assert.Equal(first, second);
        Assert.Equal(2, _recording.Announced.Count);
        Assert.Equal("SealedRec { Name = a, Age = 2 }", new SealedRec("a", 2).ToString());
        Assert.Equal(3, _recording.Announced.Count);
    }

    [Fact]
    public void Interest_in_a_record_is_not_part_of_its_value()
    {
        var a = new MutableRec(1) { Y = 2 };
        var b = new MutableRec(1) { Y = 2 };
        a.InterestIn("Y");
        Assert.Equal(a, b);
        Assert.Equal("MutableRec { X = 1, Y = 2 }", a.ToString());
    }

    [Fact]
    public void By_reference_parameters_pass_through_a_twin()
    {
        var r = 5;
        Once(new Spanned(ref r), "N=6");
        Assert.Equal(6, r);
    }

    [Fact]
    public void Spans_pass_through_a_twin()
    {
        var r = 1;
        _ = new Spanned("abcd"u8, ref r, 2.5m, out var text);
        Assert.Equal("2.5", text);
        Span<int> numbers = [0];
        _ = new Spanned(numbers);
        Assert.Equal(2, numbers[0]);
        Assert.Equal(["N=4", "N=2"], _recording.Announced.Select(a => a.State));
    }

    [Fact]
    public void Defaults_of_every_kind_reach_a_twin() => Once(new Attributed("a", null), "S=a7Friday");

    [Fact]
    public void A_chain_with_required_members_keeps_its_word()
    {
        var made = new Required(42);
        Assert.Equal("42", made.Name);
        Assert.True(typeof(Required).GetConstructor([typeof(int)])!.IsDefined(typeof(SetsRequiredMembersAttribute), false));
        Assert.True(typeof(Required).GetConstructor([typeof(string)])!.IsDefined(typeof(SetsRequiredMembersAttribute), false));
    }

    [Fact]
    public void Uninitialized_locals_stay_uninitialized()
    {
        Once(new Uninitialized(), "Sum=3");
        var twin = typeof(Uninitialized).GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic).Single();
        Assert.False(twin.GetMethodBody()!.InitLocals);
        Assert.False(typeof(Uninitialized).GetProperty("Twice")!.SetMethod!.GetMethodBody()!.InitLocals);
    }

    private void Once(object made, string state)
    {
        var registered = Assert.Single(_recording.Announced);
        Assert.Same(made, registered.Self);
        Assert.Equal(state, registered.State);
    }
}
