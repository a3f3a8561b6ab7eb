using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using System.Text;
using System.Diagnostics.CodeAnalysis;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Methods;

/// <summary>A method's source where its symbols embed it; else where it was written, and its instructions.</summary>
internal static class MethodCode
{
    // https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md#embedded-source-c-and-vb-compilers
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static string Of(MethodInfo method)
    {
        var body = BodyOf(method);
        var found = SourceFiles.Read(method.Module.Assembly, symbols => Find(body, symbols));
        return found?.Source ?? (found is null ? "" : $"{found.Place}\n\n") + InstructionText.Of(body);
    }

    // the code of an async method or an iterator is in a class that the compiler made
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The code of a method that can be called is there.")]
    private static MethodInfo BodyOf(MethodInfo method) =>
        method.GetCustomAttribute<StateMachineAttribute>(inherit: false)?.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public) ?? method;

    private static Found? Find(MethodInfo method, MetadataReader symbols)
    {
        var row = method.MetadataToken & 0xFFFFFF;
        if (row > symbols.MethodDebugInformation.Count)
            return null;
        var information = symbols.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(row));
        var points = information.GetSequencePoints().Where(static point => !point.IsHidden).ToList();
        if (points.Count == 0)
            return null;
        var document = points[0].Document;
        var lines = points.Where(point => point.Document == document).ToList();
        var (first, last) = (lines.Min(static point => point.StartLine), lines.Max(static point => point.EndLine));
        var path = symbols.GetString(symbols.GetDocument(document).Name);
        return new(string.Create(CultureInfo.InvariantCulture, $"{path}:{first}"), Embedded(symbols, document) is { } source ? Excerpt(source, first, last) : null);
    }

    private static string? Embedded(MetadataReader symbols, DocumentHandle document)
    {
        foreach (var handle in symbols.GetCustomDebugInformation(document))
        {
            var information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) != EmbeddedSource)
                continue;
            var blob = symbols.GetBlobBytes(information.Value);

            // the length when it is unpacked, or 0 where it is not packed
            if (BitConverter.ToInt32(blob) == 0)
                return Encoding.UTF8.GetString(blob.AsSpan(sizeof(int)));
            using var packed = new DeflateStream(new MemoryStream(blob, sizeof(int), blob.Length - sizeof(int)), CompressionMode.Decompress);
            using var reader = new StreamReader(packed, Encoding.UTF8);
            return reader.ReadToEnd();
        }

        return null;
    }

    // code begins at its brace or its expression: what comes before, up to the end of something else, is its head
    private static string Excerpt(string source, int first, int last)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        last = Math.Min(last, lines.Length);
        var start = Math.Min(first, last) - 1;
        while (start > 0 && !string.IsNullOrWhiteSpace(lines[start - 1]) && lines[start - 1].TrimEnd()[^1] is not ('}' or ';' or '{'))
            start--;
        return string.Join('\n', lines[start..last]) + "\n";
    }

    private sealed record Found(string Place, string? Source);
}
