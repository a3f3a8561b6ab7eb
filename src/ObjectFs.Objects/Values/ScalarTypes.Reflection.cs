using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace ObjectFs.Objects.Values;

/// <content>The one place that closes generic texts over types known at run time only.</content>
internal static partial class ScalarTypes
{
    private const string Kept =
        "The types are those of members of an exported type, whose members the trimmer keeps; "
        + "the constructors are those of this assembly's own texts, all kept by the line that names them.";

    private const string Generated =
        "Where code cannot be made at run time, texts over reference types share theirs, and those over structs and enums are missing: "
        + "such a type then counts as no scalar.";

    private static readonly HashSet<Type> EnumNumbers =
        [typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong)];

    private static ScalarText? CreateNullable(Type underlying, ScalarText inner) => Close(typeof(NullableText<>), [underlying], inner);

    private static ScalarText? CreateEnum(Type type)
    {
        var number = type.GetEnumUnderlyingType();

        // The runtime knows enums of char, bool and native integers; no language makes them.
        return EnumNumbers.Contains(number) ? Close(typeof(EnumText<,>), [type, number]) : null;
    }

    private static ScalarText? CreateParsable(Type type) =>
        typeof(IFormattable).IsAssignableFrom(type) && ImplementsParsable(type) ? Close(typeof(ParsableText<>), [type]) : null;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Kept)]
    private static bool ImplementsParsable(Type type) =>
        type.GetInterfaces().Any(candidate => candidate.IsGenericType
            && candidate.GetGenericTypeDefinition() == typeof(IParsable<>) && candidate.GenericTypeArguments[0] == type);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = Kept)]
    private static ScalarText? CreateConverted(Type type)
    {
        if (!type.IsDefined(typeof(TypeConverterAttribute), inherit: true))
            return null;
        var converter = TypeDescriptor.GetConverter(type);
        return converter.CanConvertFrom(typeof(string)) && converter.CanConvertTo(typeof(string))
            ? Close(typeof(ConverterText<>), [type], converter)
            : null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = Kept)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Generated)]
    private static ScalarText? Close(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type definition,
        Type[] arguments,
        params object[] constructorArguments)
    {
        try
        {
            return (ScalarText?)Activator.CreateInstance(definition.MakeGenericType(arguments), constructorArguments);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
