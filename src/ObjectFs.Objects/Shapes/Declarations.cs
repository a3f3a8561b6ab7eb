using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ObjectFs.Objects.Shapes;

/// <summary>Lists what a class level declares, in order: from the assembly's metadata where it can be read, because <see cref="PropertyInfo"/> is dear (see <see cref="PropertyTable"/>).</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Woven code keeps the members of exported types; of other types what the trimmer removed was used by nobody, and is not shown.")]
internal static class Declarations
{
    public static IEnumerable<Declaration> Of(Type level, BindingFlags flags) =>
        Properties(level, flags).Concat(level.GetFields(flags).Where(static field => field.Name[0] != '<').Select(static field => new Declaration(field)
        {
            IsExported = field.IsDefined(typeof(ExportAttribute), inherit: false),
            IsNotExported = field.IsDefined(typeof(NotExportedAttribute), inherit: false),
        })).Concat(level.GetEvents(flags).Where(static happening => happening.AddMethod is not null).Select(static happening => new Declaration(happening, happening.AddMethod!)
        {
            IsExported = happening.IsDefined(typeof(ExportAttribute), inherit: false),
            IsNotExported = happening.IsDefined(typeof(NotExportedAttribute), inherit: false),
        }));

    private static List<Declaration> Properties(Type level, BindingFlags flags)
    {
        var table = new PropertyTable(level, flags);
        var methods = level.GetMethods(flags);
        return MetadataOf(level.Assembly) is { } reader ? FromMetadata(level, methods, table, reader) : FromReflection(level, flags, table);
    }

    private static List<Declaration> FromMetadata(Type level, MethodInfo[] methods, PropertyTable table, MetadataReader reader)
    {
        var byToken = methods.ToDictionary(static method => method.MetadataToken);
        var found = new List<Declaration>();
        var type = reader.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(level.MetadataToken & 0xFFFFFF));
        foreach (var handle in type.GetProperties())
        {
            var property = reader.GetPropertyDefinition(handle);
            var accessor = property.GetAccessors().Getter;
            if (accessor.IsNil || IsIndexer(reader, property) || !byToken.TryGetValue(MetadataTokens.GetToken(accessor), out var getter))
                continue;
            var marks = property.GetCustomAttributes();
            found.Add(new Declaration(reader.GetString(property.Name), getter, table)
            {
                IsExported = Carries(reader, marks, nameof(ExportAttribute)),
                IsNotExported = Carries(reader, marks, nameof(NotExportedAttribute)),
            });
        }

        return found;
    }

    // ECMA-335, II.23.2.5: the kind, then the number of parameters; asking the getter for them is dear
    private static bool IsIndexer(MetadataReader reader, PropertyDefinition property)
    {
        var signature = reader.GetBlobReader(property.Signature);
        _ = signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger() > 0;
    }

    // types that were made at run time have no metadata to read
    private static List<Declaration> FromReflection(Type level, BindingFlags flags, PropertyTable table) =>
    [
        .. level.GetProperties(flags)
            .Where(static property => property.GetMethod is not null && property.GetIndexParameters().Length == 0)
            .Select(property => new Declaration(property.Name, property.GetMethod!, table)
            {
                IsExported = property.IsDefined(typeof(ExportAttribute), inherit: false),
                IsNotExported = property.IsDefined(typeof(NotExportedAttribute), inherit: false),
            }),
    ];

    private static bool Carries(MetadataReader reader, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            // both attributes come from this assembly, so that whoever uses them refers to them from outside
            if (reader.GetCustomAttribute(attribute).Constructor is { Kind: HandleKind.MemberReference } constructor
                && reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && reader.GetTypeReference((TypeReferenceHandle)parent) is var type
                && reader.StringComparer.Equals(type.Name, name) && reader.StringComparer.Equals(type.Namespace, nameof(ObjectFs)))
            {
                return true;
            }
        }

        return false;
    }

    // unsafe because the runtime hands out its metadata as a pointer; it stays as long as the assembly, which the type keeps
    private static unsafe MetadataReader? MetadataOf(Assembly assembly) =>
        assembly.TryGetRawMetadata(out var start, out var length) ? new MetadataReader(start, length) : null;
}
