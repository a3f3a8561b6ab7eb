using System.Text;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Registry;

/// <summary>One component of a template, such as <c>{Region}-{Id:D4}</c>, as something that can be read of an instance: its text, or null where a property is null or empty.</summary>
internal sealed class NameCell : Accessor<string?>
{
    private readonly NamePart[] _parts;

    /// <summary>Puts parts together.</summary>
    public NameCell(Type type, NamePart[] parts)
        : base(type)
    {
        _parts = parts;
        IsTrivial = parts.All(static part => part.IsTrivial);
        IsStable = parts.All(static part => part.IsStable);
    }

    /// <summary>Whether the text changes only when one of <see cref="Notifying"/> says so.</summary>
    public bool IsStable { get; }

    /// <summary>The properties whose setters report changes.</summary>
    public IEnumerable<Accessor> Notifying => _parts.Where(static part => part is { IsStable: true, Chain: [{ NotifyBit: not null }] }).Select(static part => part.Chain[0]);

    /// <summary>The property that makes up all of the text, if it is a string or another scalar that anybody may set.</summary>
    public Accessor? Settable =>
        _parts is [{ Chain: [{ CanWrite: true, IsStatic: false } only] }] && Forms.OfDeclared(only.ValueType) is (Form.Text or Form.Scalar) ? only : null;

    /// <summary>Whether a property is any part of the text.</summary>
    public bool Reads(Accessor property) => _parts.Any(part => part.Chain is [var first, ..] && first.Member == property.Member);

    /// <summary>The text where <see cref="Settable"/> had a value.</summary>
    public string? TextOf(object? value) => _parts[0].TextOf(value);

    /// <inheritdoc/>
    public override string? Read(object? owner)
    {
        StringBuilder? text = null;
        foreach (NamePart part in _parts)
        {
            if (part.Read(owner) is not { Length: > 0 } each)
                return null;
            if (_parts.Length == 1)
                return each;
            (text ??= new StringBuilder()).Append(each);
        }

        return text?.ToString();
    }

    /// <inheritdoc/>
    public override void Write(object? owner, string? value) => throw ReadOnly();
}
