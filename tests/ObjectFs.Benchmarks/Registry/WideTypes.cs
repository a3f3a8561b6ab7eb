using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>Makes classes of many auto-properties, as the compiler makes them and in an assembly like any other: a class is described once, so each measurement needs its own.</summary>
internal static class WideTypes
{
    private static readonly Type[] PropertyTypes = [typeof(int), typeof(string), typeof(double), typeof(bool), typeof(DateTime), typeof(long), typeof(Guid), typeof(TimeSpan)];

    private static readonly CustomAttributeBuilder CompilerGenerated = new(typeof(CompilerGeneratedAttribute).GetConstructor(Type.EmptyTypes)!, []);

    /// <summary>So many public classes with so many public properties of several scalar types.</summary>
    public static Type[] Make(int types, int properties)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Wide"), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule("Wide");
        for (var i = 0; i < types; i++)
        {
            var type = module.DefineType(Name("Wide", i), TypeAttributes.Public | TypeAttributes.Sealed);
            for (var j = 0; j < properties; j++)
                AddProperty(type, Name("Property", j), PropertyTypes[j % PropertyTypes.Length]);
            type.CreateType();
        }

        using var image = new MemoryStream();
        assembly.Save(image);
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image).GetExportedTypes();
    }

    private static void AddProperty(TypeBuilder type, string name, Type propertyType)
    {
        const MethodAttributes Accessor = MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig;
        var field = type.DefineField($"<{name}>k__BackingField", propertyType, FieldAttributes.Private);
        field.SetCustomAttribute(CompilerGenerated);
        var property = type.DefineProperty(name, PropertyAttributes.None, propertyType, null);

        var getter = type.DefineMethod($"get_{name}", Accessor, propertyType, Type.EmptyTypes);
        getter.SetCustomAttribute(CompilerGenerated);
        var il = getter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ret);
        property.SetGetMethod(getter);

        var setter = type.DefineMethod($"set_{name}", Accessor, typeof(void), [propertyType]);
        setter.SetCustomAttribute(CompilerGenerated);
        il = setter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
        property.SetSetMethod(setter);
    }

    private static string Name(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
}
