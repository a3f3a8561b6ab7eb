using ObjectFs.Recording;
using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class DisposalTests
{
    private readonly Recording.Recording _recording = Recording.Recording.Start();

    [Fact]
    public void A_disposed_object_is_withdrawn()
    {
        var made = new Disposed();
        made.Dispose();
        Assert.Equal([made], Withdrawn);
        Assert.True(made.Was);
    }

    [Fact]
    public void An_explicit_implementation_withdraws()
    {
        var made = new DisposedExplicitly();
        ((IDisposable)made).Dispose();
        Assert.Equal([made], Withdrawn);
    }

    [Fact]
    public async Task An_asynchronous_disposal_withdraws_at_its_start()
    {
        var made = new DisposedLater();
        var disposal = made.DisposeAsync();
        Assert.Equal([made], Withdrawn);
        await disposal;
        Assert.True(made.Was);
    }

    [Fact]
    public void A_method_that_is_called_Dispose_by_chance_does_not()
    {
        new NotDisposable().Dispose();
        Assert.Empty(Withdrawn);
    }

    [Fact]
    public void The_pattern_withdraws_once()
    {
        var made = new DisposedByInheritedPattern();
        made.Dispose();
        Assert.Equal([made], Withdrawn);
    }

    [Fact]
    public void A_class_under_a_foreign_base_withdraws_in_its_part_of_the_pattern()
    {
        var made = new DisposedUnderAForeignBase();
        made.Dispose();
        Assert.Equal([made], Withdrawn);
    }

    [Fact]
    public void A_finalizer_withdraws_nothing()
    {
        new DisposedUnderAForeignBase().Finish();
        Assert.Empty(Withdrawn);
    }

    private IEnumerable<object?> Withdrawn => _recording.Calls.OfType<Unregistered>().Select(u => u.Self);
}
