using System.Reflection;
using System.Reflection.Emit;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;
using ObjectFs.Weaving;

namespace ObjectFs.Objects.Tests.Registry;

public sealed class RegisteringTests
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;

    [Fact]
    public async Task Instances_are_numbered_from_one_per_type()
    {
        Counted first = new(), second = new();
        CountedToo other = new();

        Assert.Equal(["1", "2"], await (await Default.DirectoryAsync("RegisteringTests.Counted")).ListAsync());
        Assert.Equal(["1"], await (await Default.DirectoryAsync("RegisteringTests.CountedToo")).ListAsync());
        GC.KeepAlive((first, second, other));
    }

    [Fact]
    public async Task A_number_leads_to_its_object()
    {
        Found instance = new();

        Node node = await Default.DirectoryAsync("RegisteringTests.Found/1");
        Assert.True(Default.TryLocate(instance, out ObjectId id));
        Assert.Equal(Inode.OfInstance(id), node.Inode);
        Assert.True(Default.TryGet(id, out object? back));
        Assert.Same(instance, back);
        Assert.Same(node, await Default.DirectoryAsync("RegisteringTests.Found/1"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("1 ")]
    [InlineData("99999999999999999999")]
    [InlineData(".git")]
    public async Task What_is_not_listed_is_not_found(string name)
    {
        ObjectRegistry registry = new();
        Lone instance = new();
        registry.Register(instance);

        Assert.Null(await registry.Root.AtAsync($"RegisteringTests.Lone/{name}"));
        GC.KeepAlive(instance);
    }

    [Fact]
    public void An_object_is_exported_once_however_often_its_constructors_announce_it()
    {
        Chain instance = new(3);
        Woven.Register(instance);
        Woven.Register(instance);

        Assert.Equal(1, Default.ExtentFor(typeof(Chain))!.Last);
    }

    [Fact]
    public void A_derived_object_is_exported_under_its_own_type_only()
    {
        Derived instance = new();

        Assert.True(Default.TryLocate(instance, out ObjectId id));
        Assert.Equal(typeof(Derived), Default.ExtentOf(id.Extent)!.Type);
        Assert.Equal(0, Default.ExtentFor(typeof(Base))!.Last);
    }

    [Fact]
    public void A_class_of_an_unwoven_assembly_is_announced_by_its_woven_base()
    {
        ModuleBuilder module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Unwoven"), AssemblyBuilderAccess.Run).DefineDynamicModule("Unwoven");
        Type type = module.DefineType("Foreign", TypeAttributes.Public, typeof(WovenBase)).CreateType();
        object instance = Activator.CreateInstance(type)!;

        Assert.True(Default.TryLocate(instance, out ObjectId id));
        Assert.Equal(type, Default.ExtentOf(id.Extent)!.Type);
        Assert.Equal(1, id.Number);
    }

    [Fact]
    public void A_constructor_that_throws_exports_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => new Throwing());
        Assert.Equal(0, Default.ExtentFor(typeof(Throwing))!.Last);
    }

    [Fact]
    public async Task A_class_marked_NotExported_is_hidden()
    {
        Hidden instance = new();

        Assert.False(Default.TryLocate(instance, out _));
        Assert.Null(await Default.Root.AtAsync("RegisteringTests.Hidden"));
    }

    [Fact]
    public void A_clone_is_not_taken_for_its_original()
    {
        Cloned original = new();
        Cloned clone = original.Clone();

        Assert.True(Default.TryLocate(original, out _));
        Assert.False(Default.TryLocate(clone, out _));
    }

    [Fact]
    public async Task A_disposed_object_leaves_the_tree()
    {
        Disposed instance = new();
        Node directory = await Default.DirectoryAsync("RegisteringTests.Disposed");
        Assert.Equal(["1"], await directory.ListAsync());

        instance.Dispose();

        Assert.Empty(await directory.ListAsync());
        Assert.False(Default.TryLocate(instance, out _));
    }

    [Fact]
    public async Task A_node_of_a_removed_object_says_that_it_is_stale()
    {
        ObjectRegistry registry = new();
        Lone instance = new();
        registry.Register(instance);
        Node node = await registry.DirectoryAsync("RegisteringTests.Lone/1");

        registry.Remove(instance);

        Assert.Equal(Errno.ESTALE, (await node.GetAttributesAsync(CancellationToken.None)).Errno);
    }

    [Fact]
    public async Task Registries_know_nothing_of_each_other()
    {
        ObjectRegistry one = new(), other = new();
        Lone instance = new();
        one.Register(instance);

        Assert.True(one.TryLocate(instance, out _));
        Assert.False(other.TryLocate(instance, out _));
        Assert.Empty(await other.ListObjectsAsync());
    }

    [Export]
    private sealed class Counted;

    [Export]
    private sealed class CountedToo;

    [Export]
    private sealed class Found;

    [Export]
    private sealed class Lone;

    [Export]
    private sealed class Chain
    {
        public Chain()
        {
        }

        public Chain(int value)
            : this()
        {
            Value = value;
        }

        public int Value { get; }
    }

    [Export]
    private class Base;

    private sealed class Derived : Base;

    [Export]
    private sealed class Throwing
    {
        public Throwing() => throw new InvalidOperationException("no");
    }

    [Export]
    private class Shown;

    [NotExported]
    private sealed class Hidden : Shown;

    [Export]
    private sealed class Cloned
    {
        public Cloned Clone() => (Cloned)MemberwiseClone();
    }

    [Export]
    private sealed class Disposed : IDisposable
    {
        public void Dispose()
        {
        }
    }
}

/// <summary>Not nested, so that a class of another assembly may derive from it.</summary>
[Export]
public class WovenBase;
