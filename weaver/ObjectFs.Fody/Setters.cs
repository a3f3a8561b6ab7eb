using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace ObjectFs.Weaver;

/// <summary>Setters tell of a change while somebody is interested: a bit each in a field of the class that declares them.</summary>
public sealed partial class ModuleWeaver
{
    private const int LastBit = 31;

    private void InstrumentSetters()
    {
        foreach (var type in _exported.Where(t => t.IsAutoLayout))
            Instrument(type, type.Properties.Where(p => !p.IsStatic()), isStatic: false);

        foreach (var type in _statics)
            Instrument(type, type.Properties.Where(p => p.IsStatic() && (p.Has(Names.Export) || (type.IsStatic() && type.Has(Names.Export)))), isStatic: true);
    }

    private void Instrument(TypeDefinition type, IEnumerable<PropertyDefinition> properties, bool isStatic)
    {
        var settable = properties.Where(Changes).ToList();
        if (settable.Count == 0)
            return;

        var interest = AddField(type, isStatic ? Names.StaticInterestField : Names.InterestField, TypeSystem.Int32Reference, isStatic);
        AddAddressOf(interest, isStatic ? Names.StaticInterestMethod : Names.InterestMethod);
        for (var i = 0; i < settable.Count; i++)
        {
            var setter = new Setter(settable[i], interest, bit: i < LastBit ? i : LastBit, isStatic ? _runtime.ChangedStatic : _runtime.Changed);
            Notify(setter);
            var attribute = new CustomAttribute(_runtime.Notifies);
            attribute.ConstructorArguments.Add(new CustomAttributeArgument(TypeSystem.Int32Reference, setter.Bit));
            setter.Method.CustomAttributes.Add(attribute);
        }
    }

    /// <summary>Whether the property can change after construction, and is shown by a value that can be told.</summary>
    private static bool Changes(PropertyDefinition property) =>
        property.SetMethod is { HasBody: true } set
        && !property.HasParameters
        && !IsInitOnly(set)
        && !property.Has(Names.NotExported)
        && !property.PropertyType.IsStackOnly()
        && (property.GetMethod is not null || IsOverride(set));

    private static bool IsInitOnly(MethodDefinition set) =>
        set.ReturnType is IModifierType { ModifierType.FullName: "System.Runtime.CompilerServices.IsExternalInit" };

    private static bool IsOverride(MethodDefinition set) => set.IsVirtual && set.IsReuseSlot;
}
