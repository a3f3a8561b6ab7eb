using System.Reflection;
using System.Reflection.Emit;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class TypeCases : Case
{
    [Theory, EveryGateway]
    public void A_nested_type_is_named_with_its_outer_one(string gateway)
    {
        var subject = Keep(new Outer.Inner(NewName()));
        Assert.True(Open(gateway).Exists($"/Outer.Inner/{subject.Key}"));
    }

    [Theory, EveryGateway]
    public void A_generic_type_is_named_with_its_arguments(string gateway)
    {
        var tree = Open(gateway);
        var (box, pair, deep) = (Keep(new Box<int>(NewName(), 3)), Keep(new Pair<string, int>(NewName())), Keep(new Box<Box<int>?>(NewName(), null)));
        Assert.Equal("3\n", tree.Read($"/Box-Int32/{box.Key}/Content"));
        Assert.True(tree.Exists($"/Pair-String-Int32/{pair.Key}"));
        Assert.True(tree.Exists($"/Box-Box-Int32/{deep.Key}"));
    }

    [Theory, EveryGateway]
    public void Of_two_types_of_one_simple_name_the_later_has_its_full_one(string gateway)
    {
        var tree = Open(gateway);
        var first = Keep(new Twin(NewName()));
        var second = Keep(new Subjects.Elsewhere.Twin(NewName()));
        var names = tree.Names("/").Where(static name => name.EndsWith("Twin", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, names.Count);
        Assert.Contains("Twin", names);
        Assert.Single(names, name => name.Contains("ObjectFs.Conformance.Subjects", StringComparison.Ordinal));
        Assert.Single(names, name => tree.Exists($"/{name}/{first.Key}"));
        Assert.Single(names, name => tree.Exists($"/{name}/{second.Key}"));
    }

    [Theory, EveryGateway]
    public void A_derived_class_is_exported_under_its_own_name_and_once(string gateway)
    {
        var tree = Open(gateway);
        var car = Keep(new Car(NewName()));
        Assert.Equal("5\n", tree.Read($"/Car/{car.Key}/Doors"));
        Assert.Equal("4\n", tree.Read($"/Car/{car.Key}/Wheels"));
        Assert.False(tree.Exists($"/Vehicle/{car.Key}"));
    }

    [Theory, EveryGateway]
    public void A_derived_class_of_an_assembly_that_is_not_woven_is_exported_too(string gateway)
    {
        var tree = Open(gateway);
        var type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(NewName()), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("unwoven").DefineType($"Unwoven{NewName()}", TypeAttributes.Public, typeof(Openable)).CreateType();
        Keep(Activator.CreateInstance(type)!);
        Assert.Equal("unwoven\n", tree.Read($"/{type.Name}/unwoven/Key"));
        Assert.False(tree.Exists("/Openable/unwoven"));
    }

    [Theory, EveryGateway]
    public void A_constructor_that_throws_exports_nothing(string gateway)
    {
        var tree = Open(gateway);
        var name = NewName();
        Assert.Throws<InvalidOperationException>(() => new Unborn(name));
        Assert.False(tree.Exists($"/Unborn/{name}"));
    }

    [Theory, EveryGateway]
    public void A_static_class_shows_its_members_directly(string gateway)
    {
        var tree = Open(gateway);
        Preferences.Level = 3;
        Assert.Equal("3\n", tree.Read("/Preferences/Level"));
        tree.Write("/Preferences/Level", "11\n");
        Assert.Equal(11, Preferences.Level);
        Assert.Equal(["Level", "Title", "Turns"], tree.Names("/Preferences"));
        Refuses(Errno.EACCES, () => tree.Write("/Preferences/Title", "no\n"));
        Assert.Contains("Level", tree.Read("/Preferences/.json"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void A_marked_static_member_stands_in_the_directory_of_its_type(string gateway)
    {
        var tree = Open(gateway);
        Assert.Equal("7\n", tree.Read("/Plain/Shared"));
        Assert.Equal(["Shared"], tree.Names("/Plain"));
    }
}
