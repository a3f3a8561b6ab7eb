using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Methods;

/// <summary>One parameter of a <see cref="Method"/>. Immutable, thread-safe.</summary>
internal sealed class Parameter
{
    private readonly ParameterInfo _info;

    public Parameter(ParameterInfo info)
    {
        _info = info;
        Name = info.Name ?? string.Create(CultureInfo.InvariantCulture, $"arg{info.Position + 1}");
        Type = info.ParameterType;
        IsToken = Type == typeof(CancellationToken);
        IsParams = Type.IsArray && info.IsDefined(typeof(ParamArrayAttribute), inherit: false);
        IsOptional = IsParams || info.HasDefaultValue;
        AllowsNull = Nullability.AllowsNull(info);
        Validations = [.. info.GetCustomAttributes<ValidationAttribute>(inherit: true)];
    }

    public string Name { get; }

    public Type Type { get; }

    /// <summary>In the method's list, from 0.</summary>
    public int Position => _info.Position;

    /// <summary>Cancelled when the caller gives up; no argument.</summary>
    public bool IsToken { get; }

    /// <summary>Takes all that is left.</summary>
    public bool IsParams { get; }

    /// <summary>Whether it may be left out.</summary>
    public bool IsOptional { get; }

    public bool AllowsNull { get; }

    /// <summary>The DataAnnotations that an argument is checked against.</summary>
    public ValidationAttribute[] Validations { get; }

    /// <summary>The type of one argument: of one element where it takes all that is left.</summary>
    public Type ArgumentType => IsParams ? Type.GetElementType()! : Type;

    /// <summary>Whether its mere name says true.</summary>
    public bool IsSwitch => !IsParams && (Nullable.GetUnderlyingType(Type) ?? Type) == typeof(bool);

    public string? Documentation => Shapes.Documentation.Of(_info);

    /// <summary>What a [Range] asks for: <c>a number between 0 and 120</c>.</summary>
    public string? Range => Array.Find(Validations, static validation => validation is RangeAttribute) is RangeAttribute range
        ? string.Create(CultureInfo.InvariantCulture, $"a number between {range.Minimum} and {range.Maximum}")
        : null;

    /// <summary>What an argument has to be, in words.</summary>
    public string Expected =>
        Range
        ?? (ScalarText.TryGet(ArgumentType, out var text) ? text.Describe()
            : ArgumentType == typeof(string) ? "a text"
            : Forms.OfDeclared(ArgumentType) == Form.Bytes ? "bytes, in JSON as base64"
            : $"{TypeNames.Short(ArgumentType)} as JSON, or the path of an exported object");

    /// <summary>What it is where it is left out.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "No constructor runs: the value is all zeros.")]
    public object? Default()
    {
        if (IsParams)
            return Array.CreateInstanceFromArrayType(Type, 0);
        if (_info.DefaultValue is { } value && value is not DBNull)
            return (Nullable.GetUnderlyingType(Type) ?? Type) is { IsEnum: true } type && value is not Enum ? Enum.ToObject(type, value) : value;

        // = default of a struct has no value in the metadata
        return Type.IsValueType && Nullable.GetUnderlyingType(Type) is null ? RuntimeHelpers.GetUninitializedObject(Type) : null;
    }
}
