using System.Globalization;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class CreationCases : Case
{
    [Theory, EveryGateway]
    public void Mkdir_makes_an_instance_that_rmdir_disposes(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Guest/{NewName()}";
        tree.MakeDirectory(at);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal($"{at[7..]}\n", tree.Read($"{at}/Login"));
        tree.Write($"{at}/Age", "30");
        Assert.Equal("30\n", tree.Read($"{at}/Age"));
        Refuses(Errno.EEXIST, () => tree.MakeDirectory(at));
        var before = Guest.Disposed;
        tree.RemoveDirectory(at);
        Assert.NotEqual(before, Guest.Disposed);
        Assert.False(tree.Exists(at));
        Refuses(Errno.ENOENT, () => tree.RemoveDirectory(at));
        HasMode(0x1ED, tree, "/Guest");
    }

    [Theory, EveryGateway]
    public void What_the_program_made_stays(string gateway)
    {
        var tree = Open(gateway);
        var guest = Keep(new Guest { Login = NewName() });
        Refuses(Errno.EPERM, () => tree.RemoveDirectory($"/Guest/{guest.Login}"));
        Assert.True(tree.Exists($"/Guest/{guest.Login}"));
        Keep(new Named(NewName()));
        Refuses(Errno.EPERM, () => tree.MakeDirectory($"/Named/{NewName()}"));
    }

    [Theory, EveryGateway]
    public void Instances_that_are_numbered_get_the_next_number(string gateway)
    {
        var tree = Open(gateway);
        var last = Keep(new Ticket());
        var made = tree.Names("/Ticket").Select(static name => int.Parse(name, CultureInfo.InvariantCulture) + 1).Max().ToString(CultureInfo.InvariantCulture);
        tree.MakeDirectory($"/Ticket/{made}");
        Assert.Equal("new", last.Text);
        Assert.Equal("new\n", tree.Read($"/Ticket/{made}/Text"));
        var next = (int.Parse(made, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        tree.MakeDirectory($"/Ticket/{next}");
        Assert.True(tree.Exists($"/Ticket/{next}"));
        Refuses(Errno.EINVAL, () => tree.MakeDirectory("/Ticket/first"));
        Refuses(Errno.EPERM, () => tree.Rename($"/Ticket/{made}", "/Ticket/first"));
        tree.RemoveDirectory($"/Ticket/{made}");
        tree.RemoveDirectory($"/Ticket/{next}");
    }

    [Theory, EveryGateway]
    public void A_name_is_read_as_strictly_as_the_property_that_it_sets(string gateway)
    {
        var tree = Open(gateway);
        var id = NewName()[1..];
        tree.MakeDirectory($"/Numbered/{id}");
        Assert.Equal($"{id}\n", tree.Read($"/Numbered/{id}/Id"));
        Refuses(Errno.EINVAL, () => tree.MakeDirectory("/Numbered/seven"));
        Refuses(Errno.EINVAL, () => tree.MakeDirectory("/Numbered/0x7"));
        Refuses(Errno.EPERM, () => tree.MakeDirectory("/Guest/.hidden"));
        Refuses(Errno.EPERM, () => tree.MakeDirectory("/Twofold/eu-1"));
        tree.RemoveDirectory($"/Numbered/{id}");
    }

    [Theory, EveryGateway]
    public void What_a_constructor_or_a_setter_throws_is_the_answer(string gateway)
    {
        var tree = Open(gateway);
        Refuses(Errno.EIO, () => tree.MakeDirectory("/Refusing/x"));
        Refuses(Errno.EINVAL, () => tree.MakeDirectory("/Guest/banned"));
        Assert.DoesNotContain("banned", tree.Names("/Guest"));
        Assert.Empty(tree.Names("/Refusing"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void The_directory_of_the_type_tells_why(string gateway)
    {
        var tree = Open(gateway);
        Refuses(Errno.EIO, () => tree.MakeDirectory("/Refusing/x"));
        Assert.Contains("not today", tree.Error("/Refusing"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void A_constructor_that_outlasts_its_budget_is_told_of_and_what_it_makes_is_thrown_away(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Sluggish/{NewName()}";
        var disposed = Sluggish.Disposed;
        Sluggish.Gate.Reset();
        try
        {
            Refuses(Errno.ETIMEDOUT, () => tree.MakeDirectory(at));
            Assert.False(tree.Exists(at));
            if (Gateways.Has(gateway, Feature.Xattrs))
                Assert.Contains("200 ms", tree.Error("/Sluggish"), StringComparison.Ordinal);
        }
        finally
        {
            Sluggish.Gate.Set();
        }

        Eventually(() => Sluggish.Disposed == disposed + 1, "the end of what came too late");
        Eventually(() => tree.Names("/Sluggish").Count == 0, "an empty directory");

        // even one that waits for nothing is late now and then, where the machine is busy
        Eventually(() => Clients.Refusal.Of(() => tree.MakeDirectory(at)) == Errno.None, "the directory");
        Assert.Equal($"{at[10..]}\n", tree.Read($"{at}/Login"));
        tree.RemoveDirectory(at);
    }

    [Theory, EveryGateway]
    public void A_class_of_a_dispatcher_is_made_and_disposed_on_its_thread(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/LoopMade/{NewName()}";
        tree.MakeDirectory(at);
        Assert.Equal($"{LoopMade.Loop.ThreadId}\n", tree.Read($"{at}/MadeOn"));
        tree.RemoveDirectory(at);
        Assert.Equal(LoopMade.Loop.ThreadId, LoopMade.DisposedOn);
    }

    [Theory, EveryGateway]
    public void Rmdir_waits_for_a_disposal_that_takes_time(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/AsyncGuest/{NewName()}";
        var disposed = AsyncGuest.Disposed;
        tree.MakeDirectory(at);
        Assert.Equal(disposed, AsyncGuest.Disposed);
        tree.RemoveDirectory(at);
        Assert.Equal(disposed + 1, AsyncGuest.Disposed);
        Assert.False(tree.Exists(at));
    }

    [Theory, EveryGateway]
    public void Constructors_get_what_the_programs_services_have(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Needy/{NewName()}";
        ObjectRegistry.Default.Services = null;
        Refuses(Errno.EPERM, () => tree.MakeDirectory(at));
        ObjectRegistry.Default.Services = new Pantry();
        tree.MakeDirectory(at);
        Assert.Equal("bread\n", tree.Read($"{at}/Food"));
        tree.RemoveDirectory(at);
    }

    [Theory, EveryGateway]
    public void Mv_sets_the_property_that_an_object_is_called_by(string gateway)
    {
        var tree = Open(gateway);
        var guest = Keep(new Guest { Login = NewName() });
        var other = Keep(new Guest { Login = NewName() });
        var name = NewName();
        using var file = tree.Open($"/Guest/{guest.Login}/Age", OpenFlags.Read);
        tree.Rename($"/Guest/{guest.Login}", $"/Guest/{name}");
        Assert.Equal(name, guest.Login);
        Assert.Equal("1\n", tree.Read($"/Guest/{name}/Age"));
        Assert.Equal("1\n", file.ReadText());
        Refuses(Errno.EINVAL, () => tree.Rename($"/Guest/{name}", "/Guest/banned"));
        Refuses(Errno.EEXIST, () => tree.Rename($"/Guest/{name}", $"/Guest/{other.Login}"));
        Assert.Equal(name, guest.Login);
    }

    [Theory, EveryGateway]
    public void Mv_sets_the_last_part_of_a_whole_path(string gateway)
    {
        var tree = Open(gateway);
        var zone = new Zone { Name = NewName() };
        var placed = Keep(new Placed { Zone = zone, Login = NewName() });
        var other = Keep(new Placed { Zone = zone, Login = NewName() });
        var (at, name) = ($"/zones/{zone.Name}", NewName());
        HasMode(0x1ED, tree, at);
        tree.Rename($"{at}/{placed.Login}", $"{at}/{name}");
        Assert.Equal(name, placed.Login);
        Assert.Equal($"{name}\n", tree.Read($"{at}/{name}/Login"));
        Refuses(Errno.EEXIST, () => tree.Rename($"{at}/{name}", $"{at}/{other.Login}"));
        Assert.Equal(name, placed.Login);
    }

    [Theory, EveryGateway]
    public void The_directories_of_paths_are_the_programs(string gateway)
    {
        var tree = Open(gateway);
        var zone = new Zone { Name = NewName() };
        var placed = Keep(new Placed { Zone = zone, Login = NewName() });
        var at = $"/zones/{zone.Name}";
        Refuses(Errno.EPERM, () => tree.Rename(at, $"/zones/{NewName()}"));
        Refuses(Errno.EPERM, () => tree.Rename("/zones", $"/{NewName()}"));
        Refuses(Errno.EPERM, () => tree.MakeDirectory($"{at}/{NewName()}"));
        Refuses(Errno.EPERM, () => tree.RemoveDirectory($"{at}/{placed.Login}"));
        Assert.True(tree.Exists($"{at}/{placed.Login}"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void Mv_moves_nothing_to_another_directory_of_paths_which_tells_why(string gateway)
    {
        var tree = Open(gateway);
        var zone = new Zone { Name = NewName() };
        var placed = Keep(new Placed { Zone = zone, Login = NewName() });
        var elsewhere = new Zone { Name = NewName() };
        Keep(new Placed { Zone = elsewhere, Login = NewName() });
        Refuses(Errno.EPERM, () => tree.Rename($"/zones/{zone.Name}/{placed.Login}", $"/zones/{elsewhere.Name}/{placed.Login}"));
        Assert.Equal(
            $"zones/{zone.Name}: only the program moves it to another directory, by what \"zones/{{Zone.Name}}/{{Login}}\" is made of",
            tree.Error($"/zones/{zone.Name}"));
    }
}
