using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace ObjectFs.Conformance.Subjects;

/// <summary>A class with a thousand fields, which nobody would write by hand.</summary>
internal static class Wide
{
    public static Type Type { get; } = Make();

    private static Type Make()
    {
        var type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Wide"), AssemblyBuilderAccess.Run).DefineDynamicModule("Wide").DefineType("Wide", TypeAttributes.Public);
        for (var i = 0; i < 1000; i++)
            type.DefineField(string.Create(CultureInfo.InvariantCulture, $"Member{i}"), typeof(int), FieldAttributes.Public);
        return type.CreateType();
    }
}
