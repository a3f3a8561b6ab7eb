using System.Reflection;

namespace ObjectFs.Objects.Shapes;

/// <summary>Whether null may be written to a member.</summary>
internal static class Nullability
{
    /// <summary>What the declaration says; where it was compiled without nullable annotations, a reference may be null.</summary>
    public static bool AllowsNull(MemberInfo member, Type type)
    {
        if (type.IsValueType)
            return Nullable.GetUnderlyingType(type) is not null;
        return Of(member).WriteState != NullabilityState.NotNull;
    }

    /// <summary>Whether null may be read from it, as far as the declaration says.</summary>
    public static bool MayBeNull(MemberInfo member, Type type) =>
        type.IsValueType ? Nullable.GetUnderlyingType(type) is not null : Of(member).ReadState != NullabilityState.NotNull;

    /// <summary>The same for the elements or values of a collection that a member is declared to hold; where its declaration does not say, a reference may be null.</summary>
    /// <param name="member">The member.</param>
    /// <param name="type">Its type.</param>
    /// <param name="part">The type of the elements or values, a reference type.</param>
    public static bool PartsAllowNull(MemberInfo member, Type type, Type part)
    {
        if (type.IsArray ? type.GetElementType() != part : !type.IsGenericType || type.GenericTypeArguments[^1] != part)
            return true;
        var info = Of(member);
        return (type.IsArray ? info.ElementType! : info.GenericTypeArguments[^1]).ReadState != NullabilityState.NotNull;
    }

    private static NullabilityInfo Of(MemberInfo member)
    {
        // the context keeps caches and is not thread-safe
        var context = new NullabilityInfoContext();
        return member switch
        {
            PropertyInfo property => context.Create(property),
            FieldInfo field => context.Create(field),
            _ => throw new ArgumentException($"{member} is neither a property nor a field.", nameof(member)),
        };
    }

    /// <summary>The same for an argument.</summary>
    public static bool AllowsNull(ParameterInfo parameter) =>
        parameter.ParameterType.IsValueType
            ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            : new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull;
}
