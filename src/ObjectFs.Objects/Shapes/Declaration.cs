using System.Reflection;

namespace ObjectFs.Objects.Shapes;

/// <summary>A property, field or event as a class level declares it. What reflection makes of it, which is dear for properties, is found when first asked for. Thread-safe.</summary>
internal sealed class Declaration
{
    private readonly PropertyTable? _table;
    private MemberInfo? _info;

    /// <summary>A property.</summary>
    public Declaration(string name, MethodInfo getter, PropertyTable table)
    {
        Name = name;
        _table = table;
        ValueType = getter.ReturnType;
        IsPublic = getter.IsPublic;
        IsStatic = getter.IsStatic;
        IsSupported = Accessor.CanHold(ValueType) && getter.DeclaringType is { ContainsGenericParameters: false };
    }

    /// <summary>A field.</summary>
    public Declaration(FieldInfo field)
    {
        Name = field.Name;
        _info = field;
        ValueType = field.FieldType;
        IsPublic = field.IsPublic;
        IsStatic = field.IsStatic;
        IsSupported = Accessor.CanHold(ValueType) && field.DeclaringType is { ContainsGenericParameters: false };
    }

    /// <summary>An event.</summary>
    public Declaration(EventInfo happening, MethodInfo add)
    {
        Name = happening.Name;
        _info = happening;
        ValueType = happening.EventHandlerType!;
        IsPublic = add.IsPublic;
        IsStatic = add.IsStatic;
        IsEvent = true;
        IsSupported = happening.DeclaringType is { ContainsGenericParameters: false };
    }

    public string Name { get; }

    public Type ValueType { get; }

    /// <summary>Whether anybody may read it.</summary>
    public bool IsPublic { get; }

    public bool IsStatic { get; }

    public bool IsEvent { get; }

    /// <summary>Whether there can be an <see cref="Accessor"/>.</summary>
    public bool IsSupported { get; }

    /// <summary>Whether <see cref="ExportAttribute"/> stands on it.</summary>
    public required bool IsExported { get; init; }

    /// <summary>Whether <see cref="NotExportedAttribute"/> stands on it.</summary>
    public required bool IsNotExported { get; init; }

    /// <summary>The property, field or event.</summary>
    public MemberInfo Info => _info ??= _table!.Find(Name);
}
