using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ObjectFs.Objects.Shapes;

/// <summary>Where a type was written, as its portable PDB tells, beside the assembly or embedded in it.</summary>
internal static class SourceFiles
{
    /// <summary>The path of the file that has the type's first method with code, or null where no PDB tells.</summary>
    public static string? Of(Type type) => Read(type.Assembly, reader => FirstDocument(type, reader));

    /// <summary>Reads an assembly's symbols; null where there are none.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Without a file there is no PDB beside it, and no answer.")]
    public static T? Read<T>(Assembly assembly, Func<MetadataReader, T?> read)
        where T : class
    {
        var path = assembly.IsDynamic ? "" : assembly.Location;
        if (path.Length == 0)
            return null;
        try
        {
            using var image = new PEReader(File.OpenRead(path));
            if (!image.TryOpenAssociatedPortablePdb(path, static path => File.Exists(path) ? File.OpenRead(path) : null, out var provider, out _) || provider is null)
                return null;
            using (provider)
                return read(provider.GetMetadataReader());
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            // a PDB that cannot be read tells nothing, and costs nothing else
            return null;
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A method that was trimmed away has no line to tell.")]
    private static string? FirstDocument(Type type, MetadataReader reader)
    {
        const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)))
        {
            var handle = MetadataTokens.MethodDebugInformationHandle(method.MetadataToken & 0xFFFFFF);
            var document = reader.GetMethodDebugInformation(handle).Document;
            if (!document.IsNil)
                return reader.GetString(reader.GetDocument(document).Name);
        }

        return null;
    }
}
