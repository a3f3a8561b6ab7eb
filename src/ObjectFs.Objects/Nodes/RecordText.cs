using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes;

/// <summary>The text of a value as its <c>ToString</c> gives it; what the compiler has a record say, which is every public member, without the members that are hidden.</summary>
internal static class RecordText
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly ConditionalWeakTable<Type, object> Known = [];

    /// <summary>The text. Runs code of the program, and may throw.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        _ when IsWrittenByCompiler(value.GetType()) => Members(value),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Members(object value)
    {
        // As the compiler's own: a record that holds itself is refused, and ends nothing.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Type type = value.GetType();
        StringBuilder text = new(IsAnonymous(type) ? "{ " : $"{type.Name.Split('`')[0]} {{ ");
        string separator = "";
        foreach (Member member in Shape.Of(type).Members)
        {
            text.Append(separator).Append(member.Name).Append(" = ").Append(Of(member.Accessor.ReadObject(value)));
            separator = ", ";
        }

        return text.Append(separator.Length > 0 ? " }" : "}").ToString();
    }

    private static bool IsWrittenByCompiler(Type type) => (bool)Known.GetValue(type, static type => IsAnonymous(type) || IsPlainRecord(type));

    private static bool IsAnonymous(Type type) => type.Name.StartsWith("<>", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    // A record that prints itself, in whole or in part, has decided what it says.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Without the methods there is no record to recognise, nor any text of its members.")]
    private static bool IsPlainRecord(Type type) =>
        type.GetMethod(nameof(ToString), Declared, [])?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) == true
        && type.GetMethod("PrintMembers", Declared, [typeof(StringBuilder)])?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) == true;
}
