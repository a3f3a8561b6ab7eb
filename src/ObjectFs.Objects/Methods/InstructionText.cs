using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Methods;

/// <summary>The instructions of a method, a line each: offset, name, operand.</summary>
internal static class InstructionText
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => (int)(ushort)code.Value);

    /// <summary>Empty where there are none to be had: a method of the runtime's own, a program without metadata.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The code is shown as it is, with what the trimmer took from it.")]
    public static string Of(MethodInfo method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            return "";
        var text = new StringBuilder();
        for (var at = 0; at < code.Length;)
        {
            var start = at;
            var key = code[at] == 0xFE && at + 1 < code.Length ? 0xFE00 | code[at + 1] : code[at];
            if (!Codes.TryGetValue(key, out var opcode))
                break;
            at += opcode.Size;
            var size = SizeOf(opcode.OperandType, code.AsSpan(at));
            if (size > code.Length - at)
                break;
            var operand = Operand(method, opcode.OperandType, code.AsSpan(at, size), at + size);
            text.Append(string.Create(CultureInfo.InvariantCulture, $"IL_{start:x4}  {opcode.Name,-10} {operand}").TrimEnd()).Append('\n');
            at += size;
        }

        return text.ToString();
    }

    private static int SizeOf(OperandType type, ReadOnlySpan<byte> rest) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch when rest.Length >= 4 => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(rest)),
        _ => 4,
    };

    private static string Operand(MethodInfo method, OperandType type, ReadOnlySpan<byte> bytes, int next) => type switch
    {
        OperandType.InlineNone => "",
        OperandType.ShortInlineBrTarget => Label(next + (sbyte)bytes[0]),
        OperandType.InlineBrTarget => Label(next + BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        OperandType.ShortInlineI => ((sbyte)bytes[0]).ToString(CultureInfo.InvariantCulture),
        OperandType.ShortInlineVar => bytes[0].ToString(CultureInfo.InvariantCulture),
        OperandType.InlineVar => BinaryPrimitives.ReadUInt16LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        OperandType.InlineI => BinaryPrimitives.ReadInt32LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        OperandType.InlineI8 => BinaryPrimitives.ReadInt64LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        OperandType.InlineR => BinaryPrimitives.ReadDoubleLittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        OperandType.ShortInlineR => BinaryPrimitives.ReadSingleLittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        OperandType.InlineSwitch => Switch(bytes, next),
        OperandType.InlineString or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok =>
            Resolve(method, type, BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{BinaryPrimitives.ReadInt32LittleEndian(bytes):x8}"),
    };

    private static string Label(int at) => string.Create(CultureInfo.InvariantCulture, $"IL_{at:x4}");

    private static string Switch(ReadOnlySpan<byte> bytes, int next)
    {
        var labels = new List<string>();
        for (var at = 4; at < bytes.Length; at += 4)
            labels.Add(Label(next + BinaryPrimitives.ReadInt32LittleEndian(bytes[at..])));
        return string.Join(", ", labels);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What the trimmer took is shown by its token.")]
    private static string Resolve(MethodInfo method, OperandType type, int token)
    {
        var types = method.DeclaringType?.GetGenericArguments();
        try
        {
            return type == OperandType.InlineString
                ? Refused.Quote(Encoding.UTF8.GetBytes(method.Module.ResolveString(token)))
                : method.Module.ResolveMember(token, types, method.GetGenericArguments()) switch
                {
                    Type named => TypeNames.Short(named),
                    { DeclaringType: { } owner } member => $"{TypeNames.Short(owner)}.{member.Name}",
                    { } member => member.Name,
                    null => Label(token),
                };
        }
        catch (Exception exception) when (exception is ArgumentException or BadImageFormatException or IOException or TypeLoadException or MissingMemberException)
        {
            // something of an assembly that is not here
            return string.Create(CultureInfo.InvariantCulture, $"0x{token:x8}");
        }
    }
}
