using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ObjectFs.Objects.Shapes;

internal abstract partial class Accessor
{
    /// <summary>For a property as it is reflected from the runtime type of its owners (so that an override is what is meant).</summary>
    /// <returns>Null where it has no getter or a kind of value that cannot be held: indexers, references, pointers, ref structs.</returns>
    public static Accessor? For(PropertyInfo property)
    {
        if (property.GetMethod is not { } getter || property.GetIndexParameters().Length > 0 || !CanHold(property.PropertyType)
            || property.DeclaringType is not { ContainsGenericParameters: false } owner)
        {
            return null;
        }

        if (!RuntimeFeature.IsDynamicCodeSupported)
            return new ReflectedCell(property, property.PropertyType);
        if (getter.IsStatic)
            return Make(typeof(StaticPropertyCell<>), property, property.PropertyType);
        return Make(owner.IsValueType ? typeof(StructPropertyCell<,>) : typeof(PropertyCell<,>), property, owner, property.PropertyType);
    }

    /// <summary>For a field.</summary>
    /// <returns>Null where its kind of value cannot be held.</returns>
    public static Accessor? For(FieldInfo field)
    {
        if (!CanHold(field.FieldType) || field.DeclaringType is not { ContainsGenericParameters: false })
            return null;
        if (field.IsLiteral || !RuntimeFeature.IsDynamicCodeSupported)
            return new ReflectedCell(field, field.FieldType);
        return Make(typeof(FieldCell<>), field, field.FieldType);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The cells are named here by typeof; their constructors are kept below.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The cells put no requirement on their arguments.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Called only where dynamic code is supported.")]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(PropertyCell<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(StructPropertyCell<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(StaticPropertyCell<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(FieldCell<>))]
    private protected static Accessor Make(Type cell, MemberInfo member, params Type[] arguments) =>
        (Accessor)Activator.CreateInstance(cell.MakeGenericType(arguments), member)!;

    /// <summary>Whether values of a type can be kept and passed on: not references to places, pointers, ref structs.</summary>
    public static bool CanHold(Type type) => !type.IsByRef && !type.IsPointer && !type.IsFunctionPointer && !type.IsByRefLike && type != typeof(void);

    private static bool IsInitOnly(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A backing field is kept with its property's accessor.")]
    private static bool IsAutomatic(PropertyInfo property) =>
        property.GetMethod!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && property.DeclaringType!.GetField(
            $"<{property.Name}>k__BackingField",
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;
}
