extern alias before;

using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class SurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly After = typeof(Plain).Assembly;

    [Fact]
    public void What_others_can_see_of_an_assembly_is_as_it_was() =>
        Assert.Equal(Surface.Of(typeof(before::Plain).Assembly), Surface.Of(After));

    [Fact]
    public void The_surface_that_is_compared_is_not_empty() =>
        Assert.Contains("Attributed .ctor(", Surface.Of(After), StringComparison.Ordinal);

    [Fact]
    public void What_the_weaver_adds_is_private_and_said_to_be_generated()
    {
        var added = After.GetTypes().SelectMany(t => t.GetMembers(Declared)).Where(m => m.Name.StartsWith("<ObjectFs>", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(added);
        Assert.All(added, m => Assert.True(m.IsDefined(typeof(CompilerGeneratedAttribute), false), m.Name));
        Assert.All(added.OfType<MethodBase>(), m => Assert.True(m.IsPrivate, m.Name));
        Assert.All(added.OfType<FieldInfo>(), f => Assert.True(f.IsPrivate, f.Name));
    }

    [Fact]
    public void The_woven_assembly_says_that_it_is_woven() =>
        Assert.Contains(After.CustomAttributes, a => a.AttributeType.FullName == "ObjectFs.Weaving.WovenAttribute");

    [Fact]
    public void Every_method_compiles_to_machine_code()
    {
        var methods = new[] { After, typeof(FarDerived).Assembly }.SelectMany(a => a.GetTypes()).Select(Close)
            .SelectMany(t => t.GetMembers(Declared)).OfType<MethodBase>().Where(m => !m.IsAbstract && !m.ContainsGenericParameters).ToList();
        Assert.True(methods.Count > 300, $"{methods.Count} methods");
        foreach (var method in methods)
            RuntimeHelpers.PrepareMethod(method.MethodHandle, [.. method.DeclaringType!.GetGenericArguments().Select(a => a.TypeHandle)]);
    }

    private static Type Close(Type type)
    {
        if (!type.ContainsGenericParameters)
            return type;
        Type[] arguments = [.. type.GetGenericArguments().Select(p => p.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? typeof(string) : typeof(int))];
        return type.MakeGenericType(arguments);
    }
}
