using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace ObjectFs.Weaver;

/// <summary>What a type or member overrides or implements, the nearest first, as far as assemblies can be found.</summary>
internal static class Inherited
{
    public static IEnumerable<IMemberDefinition> By(IMemberDefinition member)
    {
        var type = member as TypeDefinition ?? member.DeclaringType;
        var bases = type.AndBases().Skip(1);
        var interfaces = type.AndBases().SelectMany(InterfacesOf).Distinct();
        if (member is TypeDefinition)
            return bases.Concat(interfaces);
        return (IsOverride(member) ? bases : []).Concat(interfaces).Select(owner => Same(owner, member)).OfType<IMemberDefinition>();
    }

    private static IEnumerable<TypeDefinition> InterfacesOf(TypeDefinition type)
    {
        foreach (var implemented in type.Interfaces.Select(i => i.InterfaceType.Resolve()).OfType<TypeDefinition>())
        {
            yield return implemented;
            foreach (var inherited in InterfacesOf(implemented))
                yield return inherited;
        }
    }

    private static bool IsOverride(IMemberDefinition member) => member switch
    {
        MethodDefinition method => method.IsVirtual && !method.IsNewSlot,
        PropertyDefinition property => IsOverride(property.GetMethod ?? property.SetMethod),
        EventDefinition @event => IsOverride(@event.AddMethod),
        _ => false,
    };

    private static IMemberDefinition? Same(TypeDefinition owner, IMemberDefinition member)
    {
        // an explicit implementation carries the interface in its name
        var name = member.Name.Substring(member.Name.LastIndexOf('.') + 1);
        return member switch
        {
            PropertyDefinition => owner.Properties.FirstOrDefault(p => p.Name == name && !p.HasParameters),
            EventDefinition => owner.Events.FirstOrDefault(e => e.Name == name),
            MethodDefinition method => Overload(owner.Methods.Where(m => m.Name == name && m.GenericParameters.Count == method.GenericParameters.Count && MayTake(m, method)).ToList(), method),
            _ => null,
        };
    }

    // what a generic base is closed over may be anything
    private static bool MayTake(MethodDefinition inherited, MethodDefinition method) =>
        inherited.Parameters.Count == method.Parameters.Count
        && inherited.Parameters.Zip(method.Parameters, (from, to) => from.ParameterType.ContainsGenericParameter || from.ParameterType.FullName == to.ParameterType.FullName).All(fits => fits);

    // of several that may be meant, only the very same is
    private static MethodDefinition? Overload(List<MethodDefinition> candidates, MethodDefinition method) =>
        candidates.Count < 2 ? candidates.FirstOrDefault()
        : candidates.FirstOrDefault(c => c.Parameters.Select(p => p.ParameterType.FullName).SequenceEqual(method.Parameters.Select(p => p.ParameterType.FullName)));
}
