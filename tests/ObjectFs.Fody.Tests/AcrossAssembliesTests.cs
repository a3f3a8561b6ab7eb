using System.Reflection;
using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class AcrossAssembliesTests
{
    private readonly Recording.Recording _recording = Recording.Recording.Start();

    [Fact]
    public void A_derived_class_in_another_woven_assembly_announces_once_complete() => Once(new FarDerived(), typeof(FarDerived), "Far=True,Done=True");

    [Fact]
    public void A_marked_class_over_an_abstract_one_in_another_assembly_announces_once_complete() => Once(new FarMarked(), typeof(FarMarked), "Far=True,S=basex");

    [Fact]
    public void A_generic_class_over_a_generic_one_in_another_assembly_announces_once_complete()
    {
        var made = new FarBox<int>();
        Assert.Same(made, Assert.Single(_recording.Announced).Self);
        Assert.Equal(typeof(FarBox<int>), _recording.Announced[0].As);
    }

    [Fact]
    public void A_record_over_records_in_another_assembly_and_its_copy_announce_once_each()
    {
        var first = new FarRec(1, 2, "n");
        var second = first with { Name = "m" };
        Assert.Equal([first, second], _recording.Announced.Select(r => r.Self));
    }

    [Fact]
    public void A_derived_class_in_an_unwoven_assembly_is_announced_by_its_nearest_woven_base() => Once(new UnwovenDerived(), typeof(Derived), "Far=False,Done=True");

    [Fact]
    public void However_far_away_it_is_announced_once() => Once(new UnwovenOfUnwoven(), typeof(Derived), "Far=False,Done=True");

    [Theory]
    [InlineData(typeof(FarDerived))]
    [InlineData(typeof(FarMarked))]
    [InlineData(typeof(FarBox<int>))]
    [InlineData(typeof(FarRec))]
    public void A_base_in_another_woven_assembly_lends_its_identity(Type type) => Assert.Null(Identity(type));

    [Fact]
    public void A_class_without_an_exported_base_has_an_identity_of_its_own() => Assert.NotNull(Identity(typeof(FarOwn)));

    [Fact]
    public void A_setter_in_another_assembly_has_interest_of_its_own()
    {
        var made = new FarVirtual();
        made.InterestIn("Level");
        made.Level = 3;
        var change = Assert.Single(_recording.Changes);
        Assert.Equal((0, 3), (change.Before, change.After));
    }

    private static FieldInfo? Identity(Type type) => type.GetField("<ObjectFs>identity", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private void Once(object made, Type announcing, string state)
    {
        var registered = Assert.Single(_recording.Announced);
        Assert.Same(made, registered.Self);
        Assert.Equal(announcing, registered.As);
        Assert.Equal(state, registered.State);
    }
}
