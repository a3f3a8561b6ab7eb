using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Shapes;

/// <summary>One member of a shape. Immutable but for its count of overdue calls; what costs is found when first asked for. Thread-safe.</summary>
internal sealed class Member
{
    private readonly Declaration _declaration;
    private readonly ExportAttribute? _export;
    private ValidationAttribute[]? _validations;
    private bool? _allowsNull;

    private MemberWay? _way;
    private Facts? _facts;

    public Member(Declaration declaration, Form form, int ordinal, string fileName, ExportAttribute? export, int modeMask, bool lazy)
    {
        _declaration = declaration;
        _export = export;
        Ordinal = ordinal;
        FileName = Encoding.UTF8.GetBytes(fileName);
        Form = form;
        Mask = modeMask & ModeBits.Parse(export?.Mode);
        Lazy = lazy || export?.Lazy == true;
    }

    public Accessor Accessor => Way.Accessor;

    /// <summary>From 0, in order of declaration, the bases first. Stable while the program runs.</summary>
    public int Ordinal { get; }

    /// <summary>The name in the tree, UTF-8.</summary>
    public byte[] FileName { get; }

    /// <summary>The name in the program.</summary>
    public string Name => _declaration.Name;

    public Form Form { get; }

    /// <summary>Permission bits of a file: 0644 or 0444, narrowed.</summary>
    public int Mode => (Accessor.CanWrite ? 0x1A4 : 0x124) & Mask;

    /// <summary>What the declarations leave of permission bits.</summary>
    public int Mask { get; }

    /// <summary>Whether the declarations leave anybody a right to read it.</summary>
    public bool IsReadable => (Mask & 0x124) != 0;

    public bool Lazy { get; }

    /// <summary>Milliseconds; 0 for the class's own.</summary>
    public int Budget => _export?.Budget ?? 0;

    /// <summary>The way from and to text that makes nothing on the heap; where <see cref="Form"/> is <see cref="Form.Scalar"/>.</summary>
    public ScalarCell? Scalar => Way.Scalar;

    /// <summary>Whether reading and formatting run none of the program's code.</summary>
    public bool IsReadTrivial => Way.IsReadTrivial;

    /// <summary>Whether parsing, checking and setting run none of the program's code.</summary>
    public bool IsWriteTrivial => Way.IsWriteTrivial;

    public Overdue Overdue { get; } = new();

    public MemberInfo Info => _declaration.Info;

    /// <summary>What the program says of it; of a member that holds an object of a class, else what it says of the class.</summary>
    public string? Documentation =>
        Shapes.Documentation.Of(Info) ?? (Form == Form.Dynamic ? Shapes.Documentation.Of(Nullable.GetUnderlyingType(_declaration.ValueType) ?? _declaration.ValueType) : null);

    /// <summary>What is known of it without reading it.</summary>
    public Facts Facts => _facts ??= Facts.Of(this);

    public string? Unit => Info.GetCustomAttribute<UnitAttribute>()?.Unit;

    /// <summary>The DataAnnotations that a new value is checked against.</summary>
    public ValidationAttribute[] Validations => _validations ??= [.. Info.GetCustomAttributes<ValidationAttribute>(inherit: true)];

    /// <summary>Whether the declaration allows null.</summary>
    public bool AllowsNull => _allowsNull ??= Nullability.AllowsNull(Info, Accessor.ValueType);

    /// <summary>Checks a value against the DataAnnotations of the declaration.</summary>
    /// <exception cref="RefusalException">EINVAL, with what was expected.</exception>
    public void Validate(object owner, object? value)
    {
        if (Validations.Length == 0)
            return;
        var context = new ValidationContext(owner, Name, serviceProvider: null, items: null) { MemberName = Name };
        foreach (var validation in Validations)
        {
            if (validation.GetValidationResult(value, context) is { } failed)
                throw new RefusalException(Errno.EINVAL, validation is RangeAttribute ? $"{Text(value)} is not {Expected}" : failed.ErrorMessage ?? "the value is not valid");
        }
    }

    /// <summary>What a new value has to be, where a [Range] says it: <c>a number between 0 and 120 (rpm)</c>.</summary>
    public string? Expected => Array.Find(Validations, static validation => validation is RangeAttribute) is RangeAttribute range
        ? string.Create(CultureInfo.InvariantCulture, $"a number between {range.Minimum} and {range.Maximum}{(Unit is { } unit ? $" ({unit})" : "")}")
        : null;

    // a class of a thousand members is listed without building a thousand of these; two threads may build one each, and either will do
    private MemberWay Way => _way ??= MemberWay.Of(Info, Form);

    private static string Text(object? value) => value is null ? "null" : $"'{Convert.ToString(value, CultureInfo.InvariantCulture)}'";
}
