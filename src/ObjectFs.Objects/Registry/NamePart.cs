using System.Globalization;
using System.Reflection;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Registry;

/// <summary>Text as it stands, or a property of a property … with a format.</summary>
internal sealed class NamePart
{
    private readonly string? _literal;
    private readonly string? _format;

    /// <summary>Text as it stands.</summary>
    public NamePart(string literal)
    {
        _literal = literal;
        Chain = [];
        IsTrivial = IsStable = true;
    }

    /// <summary>A value.</summary>
    /// <param name="chain">From the instance to the value.</param>
    /// <param name="format">As in <see cref="IFormattable"/>, or null.</param>
    public NamePart(Accessor[] chain, string? format)
    {
        Chain = chain;
        _format = format;
        bool isPlain = IsPlain(chain[^1].ValueType);
        IsTrivial = isPlain && chain[0].IsTrivial && chain.Skip(1).All(static link => link.IsTrivial && !MayBeOverridden(link));
        IsStable = isPlain && chain is [{ IsStatic: false, IsTrivial: true } only] && (only.IsConstant || only.NotifyBit is not null);
    }

    /// <summary>From the instance to the value; empty for text as it stands.</summary>
    public Accessor[] Chain { get; }

    /// <summary>Whether reading runs no code of the program.</summary>
    public bool IsTrivial { get; }

    /// <summary>Whether the value stays, or its only setter reports changes.</summary>
    public bool IsStable { get; }

    /// <summary>The text, in the invariant culture.</summary>
    public string? Read(object? owner)
    {
        if (_literal is not null)
            return _literal;
        object? value = owner;
        foreach (Accessor link in Chain)
        {
            if (value is null)
                return null;
            value = link.ReadObject(value);
        }

        return TextOf(value);
    }

    /// <summary>The text of a value that the property could have.</summary>
    public string? TextOf(object? value) => value is IFormattable formattable ? formattable.ToString(_format, CultureInfo.InvariantCulture) : value?.ToString();

    // Values of the framework that cannot change in place, and whose text is no code of the program.
    private static bool IsPlain(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) || type == typeof(Uri) || type == typeof(Version) || type.IsEnum
            || (type.IsValueType && !type.IsGenericType && type.Assembly == typeof(object).Assembly);
    }

    // A nested property was found on the declared type; what is there may be of a derived one.
    private static bool MayBeOverridden(Accessor link) => link.Member is PropertyInfo { GetMethod: { IsVirtual: true, IsFinal: false } } && !link.DeclaringType.IsSealed;
}
