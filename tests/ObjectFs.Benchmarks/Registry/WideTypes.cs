using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>Makes classes of many properties, a new one each time, because a class is described once.</summary>
internal sealed class WideTypes
{
    private static readonly Type[] PropertyTypes = [typeof(int), typeof(string), typeof(double), typeof(bool), typeof(DateTime), typeof(long), typeof(Guid), typeof(TimeSpan)];

    private readonly ModuleBuilder _module =
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Wide"), AssemblyBuilderAccess.Run).DefineDynamicModule("Wide");

    private int _made;

    /// <summary>A public class with so many public properties of several scalar types.</summary>
    public Type Make(int properties)
    {
        var type = _module.DefineType(string.Create(CultureInfo.InvariantCulture, $"Wide{_made++}"), TypeAttributes.Public | TypeAttributes.Sealed);
        for (var i = 0; i < properties; i++)
            AddProperty(type, string.Create(CultureInfo.InvariantCulture, $"Property{i}"), PropertyTypes[i % PropertyTypes.Length]);
        return type.CreateType();
    }

    private static void AddProperty(TypeBuilder type, string name, Type propertyType)
    {
        const MethodAttributes Accessor = MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig;
        var field = type.DefineField($"_{name}", propertyType, FieldAttributes.Private);
        var property = type.DefineProperty(name, PropertyAttributes.None, propertyType, null);

        var getter = type.DefineMethod($"get_{name}", Accessor, propertyType, Type.EmptyTypes);
        var il = getter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ret);
        property.SetGetMethod(getter);

        var setter = type.DefineMethod($"set_{name}", Accessor, typeof(void), [propertyType]);
        il = setter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
        property.SetSetMethod(setter);
    }
}
