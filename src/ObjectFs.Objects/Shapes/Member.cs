using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Shapes;

/// <summary>One member of a shape. Immutable but for its count of overdue calls; what costs is found when first asked for. Thread-safe.</summary>
internal sealed class Member
{
    private readonly MemberInfo _info;
    private readonly ExportAttribute? _export;
    private ValidationAttribute[]? _validations;
    private bool? _allowsNull;

    public Member(MemberInfo info, Accessor accessor, int ordinal, string fileName, ExportAttribute? export, int modeMask, bool lazy)
    {
        _info = info;
        _export = export;
        Accessor = accessor;
        Ordinal = ordinal;
        FileName = Encoding.UTF8.GetBytes(fileName);
        Form = Forms.OfDeclared(accessor.ValueType);
        Mode = (accessor.CanWrite ? 0x1A4 : 0x124) & modeMask & ModeBits.Parse(export?.Mode);
        Lazy = lazy || export?.Lazy == true;
        Scalar = Form == Form.Scalar ? ScalarCell.For(accessor) : null;
    }

    public Accessor Accessor { get; }

    /// <summary>From 0, in order of declaration, the bases first. Stable while the program runs.</summary>
    public int Ordinal { get; }

    /// <summary>The name in the tree, UTF-8.</summary>
    public byte[] FileName { get; }

    /// <summary>The name in the program.</summary>
    public string Name => _info.Name;

    public Form Form { get; }

    /// <summary>Permission bits of a file: 0644 or 0444, narrowed.</summary>
    public int Mode { get; }

    public bool Lazy { get; }

    /// <summary>Milliseconds; 0 for the class's own.</summary>
    public int Budget => _export?.Budget ?? 0;

    /// <summary>The way from and to text that makes nothing on the heap; where <see cref="Form"/> is <see cref="Form.Scalar"/>.</summary>
    public ScalarCell? Scalar { get; }

    public Overdue Overdue { get; } = new();

    public MemberInfo Info => _info;

    public string? Unit => _info.GetCustomAttribute<UnitAttribute>()?.Unit;

    /// <summary>The DataAnnotations that a new value is checked against.</summary>
    public ValidationAttribute[] Validations => _validations ??= [.. _info.GetCustomAttributes<ValidationAttribute>(inherit: true)];

    /// <summary>Whether the declaration allows null.</summary>
    public bool AllowsNull => _allowsNull ??= Nullability.AllowsNull(_info, Accessor.ValueType);
}
