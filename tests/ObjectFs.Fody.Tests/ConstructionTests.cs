using System.Runtime.CompilerServices;
using ObjectFs.Recording;
using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class ConstructionTests
{
    private readonly Recording.Recording _recording = Recording.Recording.Start();

    [Fact]
    public void An_exported_class_announces_itself() => Once(new Plain(), "");

    [Fact]
    public void A_class_that_nobody_exports_says_nothing()
    {
        _ = new NobodyExports();
        Assert.Empty(_recording.Calls);
    }

    [Fact]
    public void A_class_marked_NotExported_says_nothing_of_its_own()
    {
        var hidden = new HiddenDerived();
        Assert.All(_recording.Calls, c => Assert.Equal(typeof(Hidden), ((Registered)c).As));
        Assert.NotNull(hidden);
    }

    [Fact]
    public void A_concrete_class_of_an_abstract_one_announces_itself_once_complete() => Once(new Concrete(), "Done=True,S=base.arg");

    [Fact]
    public void A_derived_class_announces_itself_once_complete() => Once(new Derived(), "Done=True");

    [Fact]
    public void A_derived_class_without_an_attribute_of_its_own_is_exported_too() => Once(new DerivedUnmarked(), "All=True,Done=True");

    [Fact]
    public void A_chain_announces_after_the_outermost_constructor() => Once(new Chain(), "S=init.inner1x0.mid.outer");

    [Fact]
    public void A_chain_entered_in_the_middle_announces_there() => Once(new Chain(4), "S=init.inner4x0.mid");

    [Fact]
    public void The_end_of_a_chain_announces_when_called_by_itself() => Once(new Chain(4, "z", 1, 2), "S=init.inner4z2");

    [Theory]
    [InlineData(true, "abc", "S=yes3abc!")]
    [InlineData(true, null, "S=yes-1none!")]
    [InlineData(false, "abc", "S=no-1abc!")]
    public void Branches_in_the_arguments_of_a_chain_reach_the_same_constructor(bool b, string? s, string state) => Once(new ChainWithBranches(b, s), state);

    [Theory]
    [InlineData(0, "Path=10")]
    [InlineData(1, "Path=111")]
    [InlineData(2, "Path=114")]
    [InlineData(9, "Path=117")]
    public void Every_way_out_announces(int n, string state) => Once(new EarlyReturn(n), state);

    [Fact]
    public void An_exception_through_a_finally_announces_nothing() => Never(() => new EarlyReturn(3));

    [Fact]
    public void A_handler_that_ends_the_method_stays_whole()
    {
        Once(new ReturnsBeforeAHandlerAtTheEnd(true), "Path=1");
        Assert.Throws<InvalidOperationException>(() => new ReturnsBeforeAHandlerAtTheEnd(false));
        Assert.Single(_recording.Calls);
    }

    [Fact]
    public void A_constructor_that_throws_exports_nothing() => Never(() => new AlwaysThrows());

    [Fact]
    public void A_constructor_that_throws_after_its_chain_exports_nothing() => Never(() => new ChainThrows());

    [Fact]
    public void A_constructor_that_throws_exports_nothing_even_with_a_finalizer() => Never(() => new Finalized(true));

    [Fact]
    public void Closures_over_parameters_keep_working()
    {
        var closure = new Closure(3);
        Assert.Equal(7, closure.F());
        Assert.Same(closure, Assert.Single(_recording.Announced).Self);
    }

    [Fact]
    public async Task An_object_made_by_an_async_method_announces_itself()
    {
        var made = await Asynchronous.Create();
        Assert.Same(made, Assert.Single(_recording.Announced).Self);
        Assert.Equal(7, await made.Later());
        Assert.Equal(7, made.Count().Count());
    }

    [Fact]
    public void Children_made_in_a_constructor_come_before_their_parent()
    {
        var parent = new Parent();
        Assert.Equal([parent.Children[0], parent.Children[1], parent], _recording.Announced.Select(r => r.Self));
    }

    [Fact]
    public void A_primary_constructor_announces() => Once(new Primary("n"), "");

    [Fact]
    public void Constructors_of_values_inside_a_constructor_are_left_alone()
    {
        var outer = new WithNestedValueTypes();
        Assert.Equal([outer.Node, outer], _recording.Announced.Select(r => r.Self));
        Assert.Equal((1, "a"), outer.Pair);
    }

    [Fact]
    public void A_class_nested_and_hidden_in_others_announces() => Once(Container.Nested.NewInner(), "");

    [Fact]
    public void Going_round_the_constructor_goes_round_the_registry()
    {
        _ = RuntimeHelpers.GetUninitializedObject(typeof(Plain));
        Assert.Empty(_recording.Calls);
    }

    private void Once(object made, string state)
    {
        var registered = Assert.Single(_recording.Announced);
        Assert.Same(made, registered.Self);
        Assert.Equal(state, registered.State);
    }

    private void Never(Func<object> make)
    {
        Assert.Throws<InvalidOperationException>(make);
        Assert.Empty(_recording.Announced);
    }
}
