using System.ComponentModel.DataAnnotations;
using System.Reflection;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Shapes;

/// <summary>How a member is read and written. Immutable, thread-safe.</summary>
internal sealed record MemberWay(Accessor Accessor, ScalarCell? Scalar, bool IsReadTrivial, bool IsWriteTrivial)
{
    /// <summary>For a property, field or event that <see cref="Declaration.IsSupported"/>.</summary>
    public static MemberWay Of(MemberInfo info, Form form)
    {
        var accessor = (info switch
            {
                PropertyInfo property => Accessor.For(property),
                FieldInfo field => Accessor.For(field),
                _ => new EventCell((EventInfo)info),
            })
            ?? throw new ArgumentException($"{info} cannot be read.", nameof(info));
        var formatsItself = form == Form.Scalar && ScalarText.TryGet(accessor.ValueType, out var text) && text.RunsUserCode;
        return new(
            accessor,
            form == Form.Scalar ? ScalarCell.For(accessor) : null,
            accessor.IsTrivial && !formatsItself,
            accessor.IsWriteTrivial && !formatsItself && !info.IsDefined(typeof(ValidationAttribute), inherit: true));
    }
}
