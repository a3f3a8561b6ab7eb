using System.Runtime.CompilerServices;
using ObjectFs.Recording;
using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class StaticTests : IDisposable
{
    private static readonly Type[] Armed = [typeof(Settings), typeof(Counters), typeof(Defaults), typeof(Holder)];
    private readonly Recording.Recording _recording = Recording.Recording.Start();

    public void Dispose() => Array.ForEach(Armed, Interest.NoneInStatics);

    [Fact]
    public void The_module_initializer_announces_each_type_with_exported_static_members()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Settings).Module.ModuleHandle);
        Assert.Equal(
            [typeof(Counters), typeof(Defaults), typeof(Holder), typeof(MakeableWithStatics), typeof(Settings), typeof(Comments.SoundDials), typeof(WithStaticField), typeof(WithStaticMethod)],
            Recording.Recording.StaticTypes.Except([typeof(Makeable), typeof(MakeableToo)]).OrderBy(t => t.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void The_module_initializer_announces_each_class_that_others_may_make_before_anybody_has()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Settings).Module.ModuleHandle);
        Assert.Single(Recording.Recording.StaticTypes, typeof(Makeable));
        Assert.Single(Recording.Recording.StaticTypes, typeof(MakeableToo));
        Assert.Single(Recording.Recording.StaticTypes, typeof(MakeableWithStatics));
        Assert.DoesNotContain(typeof(NotMakeable), Recording.Recording.StaticTypes);
        Assert.DoesNotContain(typeof(MakeableInTheAbstract), Recording.Recording.StaticTypes);
    }

    [Fact]
    public void A_module_initializer_of_the_programs_own_still_runs()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Settings).Module.ModuleHandle);
        Assert.True(Startup.Ran);
    }

    [Fact]
    public void Loading_the_module_asks_for_the_gateways()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Settings).Module.ModuleHandle);
        Assert.NotEqual(0, Recording.Recording.Autostarts);
    }

    [Fact]
    public void An_automatic_static_property_tells()
    {
        Interest.InStatic(typeof(Settings), "Limit");
        var before = Settings.Limit;
        Settings.Limit = before + 1;
        Told(typeof(Settings), "Limit", before, before + 1);
    }

    [Fact]
    public void A_hand_written_static_property_tells()
    {
        Settings.Level = 1;
        Interest.InStatic(typeof(Settings), "Level");
        Settings.Level = 3;
        Told(typeof(Settings), "Level", 2, 6);
    }

    [Fact]
    public void A_marked_static_property_of_any_class_tells()
    {
        Counters.Total = 0;
        Interest.InStatic(typeof(Counters), "Total");
        Counters.Total = 2;
        Told(typeof(Counters), "Total", 0, 2);
        Assert.False(Interest.IsWatched(typeof(Counters), "Unmarked"));
        Assert.False(Interest.IsWatched(typeof(Counters), "Own"));
    }

    [Fact]
    public void A_marked_static_property_of_a_struct_tells()
    {
        Defaults.Size = 0;
        Interest.InStatic(typeof(Defaults), "Size");
        Defaults.Size = 2;
        Told(typeof(Defaults), "Size", 0, 2);
    }

    [Fact]
    public void Static_and_instance_properties_of_one_class_do_not_mix()
    {
        Holder.Count = 0;
        Interest.InStatic(typeof(Holder), "Count");
        var holder = new Holder { Own = 1 };
        Holder.Count = 5;
        Told(typeof(Holder), "Count", 0, 5);
        holder.InterestIn("Own");
        holder.Own = 2;
        Assert.Equal(2, _recording.Changes.Count);
        Assert.False(Interest.IsWatched(typeof(Holder), "Other"));
    }

    [Fact]
    public void With_nobody_interested_a_static_setter_says_nothing()
    {
        Settings.Limit++;
        Settings.Hush("q");
        Assert.Empty(_recording.Changes);
    }

    private void Told(Type type, string property, object? before, object? after) =>
        Assert.Equal(new Changed(null, type, Interest.BitOf(type, property), true, before, after), Assert.Single(_recording.Changes));
}
