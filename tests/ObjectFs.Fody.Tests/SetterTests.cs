using ObjectFs.Recording;
using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class SetterTests
{
    private readonly Recording.Recording _recording = Recording.Recording.Start();
    private readonly Gauge _gauge = new();

    [Fact]
    public void With_nobody_interested_a_setter_says_nothing()
    {
        _gauge.Auto = 1;
        _gauge.Scaled = 2;
        _gauge.Checked = "x";
        Assert.Empty(_recording.Changes);
        Assert.Equal((1, 2.0, "x."), (_gauge.Auto, _gauge.Scaled, _gauge.Checked));
    }

    [Fact]
    public void Interest_in_another_property_is_no_interest()
    {
        _gauge.InterestIn("Text");
        _gauge.Auto = 1;
        Assert.Empty(_recording.Changes);
    }

    [Fact]
    public void An_automatic_property_tells_the_value_before_and_after()
    {
        _gauge.Auto = 1;
        _gauge.InterestIn("Auto");
        _gauge.Auto = 5;
        Told("Auto", 1, 5);
    }

    [Fact]
    public void A_reference_is_told_as_it_is()
    {
        _gauge.InterestIn("Text");
        _gauge.Text = "new";
        Told("Text", null, "new");
    }

    [Fact]
    public void Private_and_internal_setters_tell_too()
    {
        foreach (var name in new[] { "Money", "Secret" })
            _gauge.InterestIn(name);
        _gauge.Reveal(2.5m, 7);
        Assert.Equal([(0m, 2.5m), ((object)0, (object)7)], _recording.Changes.Select(c => (c.Before!, c.After!)));
    }

    [Fact]
    public void A_property_over_a_field_tells()
    {
        _gauge.InterestIn("Stored");
        _gauge.Stored = 5;
        Told("Stored", 0, 5);
    }

    [Fact]
    public void A_property_over_a_volatile_field_tells()
    {
        _gauge.InterestIn("Published");
        _gauge.Published = 5;
        Told("Published", 0, 5);
    }

    [Fact]
    public void A_hand_written_property_tells_what_its_getter_says()
    {
        _gauge.Scaled = 3;
        _gauge.InterestIn("Scaled");
        _gauge.Scaled = 8;
        Told("Scaled", 3.0, 8.0);
    }

    [Theory]
    [InlineData(" long ", "long.")]
    [InlineData("early", "early")]
    [InlineData("same", null)]
    public void A_setter_with_several_ways_out_tells_at_each(string written, string? after)
    {
        _gauge.InterestIn("Checked");
        _gauge.Checked = written;
        Told("Checked", null, after);
    }

    [Fact]
    public void A_setter_that_throws_tells_nothing()
    {
        _gauge.InterestIn("Checked");
        Assert.Throws<ArgumentNullException>(() => _gauge.Checked = null);
        Assert.Empty(_recording.Changes);
    }

    [Fact]
    public void Interest_that_comes_while_the_setter_runs_hears_that_something_changed()
    {
        _gauge.During = () => _gauge.InterestIn("Checked");
        _gauge.Checked = "x";
        Assert.False(Assert.Single(_recording.Changes).Known);
    }

    [Fact]
    public void A_setter_with_the_field_keyword_tells_what_it_made_of_the_value()
    {
        _gauge.InterestIn("Trimmed");
        _gauge.Trimmed = -4;
        Told("Trimmed", 0, 0);
    }

    [Fact]
    public void Half_of_a_partial_property_is_as_good_as_any()
    {
        var partial = new Partial();
        partial.InterestIn("Level");
        partial.Level = 2;
        Assert.Equal(2, Assert.Single(_recording.Changes).After);
    }

    [Theory]
    [InlineData("Once")]
    [InlineData("ReadOnly")]
    [InlineData("Concealed")]
    [InlineData("Item")]
    [InlineData("Stack")]
    [InlineData("Pointer")]
    [InlineData("WriteOnly")]
    public void What_cannot_change_or_be_shown_is_left_alone(string property) => Assert.False(Interest.IsWatched(typeof(Gauge), property));

    [Fact]
    public void Bits_follow_the_declaration_and_the_last_is_shared() =>
        Assert.Equal(Enumerable.Range(0, 34).Select(i => Math.Min(i, 31)), Enumerable.Range(0, 34).Select(i => Interest.BitOf(typeof(Crowded), "P" + i)));

    [Fact]
    public void The_shared_bit_tells_for_each_of_its_properties()
    {
        var crowded = new Crowded();
        crowded.InterestIn("P31");
        crowded.P31 = 1;
        crowded.P33 = 2;
        crowded.P30 = 3;
        Assert.Equal([1, 2], _recording.Changes.Select(c => c.After));
    }

    [Fact]
    public void A_loop_back_to_the_first_statement_does_not_start_over()
    {
        var looping = new Looping();
        looping.InterestIn("Steps");
        looping.Steps = 3;
        var change = Assert.Single(_recording.Changes);
        Assert.Equal((0, 3), (change.Before, change.After));
    }

    private void Told(string property, object? before, object? after) =>
        Assert.Equal(new Changed(_gauge, null, Interest.BitOf(typeof(Gauge), property), true, before, after), Assert.Single(_recording.Changes));
}
