using Xunit;

namespace ObjectFs.Fody.Tests;

/// <summary>Getters that throw, overrides, explicit implementations, generic classes.</summary>
public sealed class AwkwardSetterTests
{
    private readonly Recording.Recording _recording = Recording.Recording.Start();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_getter_that_throws_does_not_break_the_setter_and_something_changed(int read)
    {
        var treacherous = new Treacherous { ThrowAtRead = read };
        treacherous.InterestIn("Value");
        treacherous.Value = 4;
        Assert.False(Assert.Single(_recording.Changes).Known);
        treacherous.ThrowAtRead = 0;
        Assert.Equal(4, treacherous.Value);
    }

    [Fact]
    public void The_setters_own_exception_arrives_unchanged()
    {
        var treacherous = new Treacherous { ThrowInSetter = true };
        treacherous.InterestIn("Value");
        Assert.Equal("setter", Assert.Throws<InvalidOperationException>(() => treacherous.Value = 4).Message);
        Assert.Empty(_recording.Changes);
    }

    [Fact]
    public void A_getter_that_calls_the_setter_does_not_go_round_for_ever()
    {
        var made = new LoadsItself();
        made.InterestIn("Value");
        Assert.Equal("loaded", made.Value);
        Assert.InRange(made.Loads, 1, 2);
        made.Value = "x";
        Assert.Equal(("loaded", "x"), (_recording.Changes[^1].Before, _recording.Changes[^1].After));
    }

    [Fact]
    public void With_nobody_interested_the_getter_is_not_called()
    {
        var treacherous = new Treacherous { ThrowAtRead = 1, Value = 4 };
        Assert.Throws<InvalidOperationException>(() => treacherous.Value);
    }

    [Fact]
    public void An_override_and_its_base_tell_each_under_their_own_class()
    {
        var made = new Override();
        made.InterestIn(typeof(Override), "Level");
        made.Level = 3;
        Assert.Equal((1, 4), (_recording.Changes[0].Before, _recording.Changes[0].After));
        Assert.Single(_recording.Changes);

        made.InterestIn(typeof(Virtual), "Level");
        made.Level = 5;
        Assert.Equal([(3, 5), (4, 6)], _recording.Changes.Skip(1).Select(c => ((int)c.Before!, (int)c.After!)));
    }

    [Fact]
    public void An_override_of_the_setter_alone_tells_that_something_changed()
    {
        var made = new Override();
        made.InterestIn(typeof(Override), "Kept");
        made.Kept = 3;
        Assert.False(Assert.Single(_recording.Changes).Known);
        Assert.Equal(6, made.Kept);
    }

    [Fact]
    public void An_abstract_property_tells_where_it_is_implemented()
    {
        var made = new Implementation();
        made.InterestIn("Level");
        made.Level = 3;
        Assert.Equal(3, Assert.Single(_recording.Changes).After);
        Assert.False(Interest.IsWatched(typeof(Abstract), "Level"));
    }

    [Fact]
    public void An_explicit_implementation_tells()
    {
        var made = new Explicit();
        made.InterestIn("INamed.Name");
        ((INamed)made).Name = "n";
        Assert.Equal("n", Assert.Single(_recording.Changes).After);
        Assert.Equal("n", made.Seen);
    }

    [Fact]
    public void A_generic_class_tells_in_its_own_type()
    {
        var number = new Constrained<int>(2);
        number.InterestIn("Item");
        number.Item = 3;
        var text = new Referring<string>();
        text.InterestIn("Doubled");
        text.Doubled = "t";
        Assert.Equal([2, 3, null, "t"], _recording.Changes.SelectMany(c => new[] { c.Before, c.After }));
    }

    [Fact]
    public void A_setter_with_uninitialized_locals_tells()
    {
        var made = new Uninitialized(3);
        made.InterestIn("Twice");
        made.Twice = 8;
        var change = Assert.Single(_recording.Changes);
        Assert.Equal((6, 8), (change.Before, change.After));
    }
}
