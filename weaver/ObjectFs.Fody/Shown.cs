using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace ObjectFs.Weaver;

/// <summary>What of a module may be looked at: its exported classes, what derives from them, what their members hold, and so on down.</summary>
internal sealed class Shown
{
    private readonly Queue<TypeReference> _found;
    private readonly HashSet<TypeDefinition> _types = [];
    private readonly ILookup<TypeReference, TypeDefinition> _derived;

    private Shown(ModuleDefinition module, IEnumerable<TypeDefinition> exported)
    {
        _found = new(exported);
        _derived = module.GetTypes()
            .SelectMany(type => type.Interfaces.Select(i => i.InterfaceType).Append(type.BaseType).OfType<TypeReference>().Select(parent => (Parent: parent.GetElementType(), Type: type)))
            .ToLookup(pair => pair.Parent, pair => pair.Type);
    }

    /// <summary>The types, and those of their members that the tree has names for.</summary>
    public static IEnumerable<IMemberDefinition> In(ModuleDefinition module, IEnumerable<TypeDefinition> exported)
    {
        var shown = new Shown(module, exported);
        shown.Follow();
        return shown._types.SelectMany(type => MembersOf(type).Prepend(type));
    }

    private void Follow()
    {
        while (_found.Count > 0)
        {
            switch (_found.Dequeue())
            {
                case GenericInstanceType instance:
                    Add(instance.GenericArguments.Append(instance.ElementType));
                    break;
                case TypeSpecification specification:
                    Add([specification.ElementType]);
                    break;
                case TypeDefinition type when _types.Add(type):
                    Add(_derived[type]);
                    Add(MembersOf(type).Select(TypeOf).Append(type.BaseType));
                    break;
            }
        }
    }

    private void Add(IEnumerable<TypeReference?> types)
    {
        foreach (var type in types.OfType<TypeReference>())
            _found.Enqueue(type);
    }

    private static TypeReference? TypeOf(IMemberDefinition member) => member switch
    {
        PropertyDefinition property => property.PropertyType,
        FieldDefinition field => field.FieldType,
        _ => null,
    };

    // the compiler's own names start with <
    private static IEnumerable<IMemberDefinition> MembersOf(TypeDefinition type) =>
        type.IsEnum || type.IsInterface ? []
        : type.Properties.Where(p => !p.HasParameters && IsShown(p, p.GetMethod)).Cast<IMemberDefinition>()
            .Concat(type.Fields.Where(f => f.Name[0] != '<' && (f.IsPublic || f.Has(Names.Export)) && !f.Has(Names.NotExported)))
            .Concat(type.Events.Where(e => IsShown(e, e.AddMethod)))
            .Concat(type.Methods.Where(m => m.Has(Names.Export) || (m.IsVirtual && !m.IsSpecialName && Inherited.By(m).OfType<MethodDefinition>().Any(o => o.Has(Names.Export)))));

    private static bool IsShown(ICustomAttributeProvider member, MethodDefinition? accessor) =>
        (accessor is { IsPublic: true } || member.Has(Names.Export)) && !member.Has(Names.NotExported);
}
