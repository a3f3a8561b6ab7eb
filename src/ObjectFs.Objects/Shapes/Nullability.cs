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

        // the context keeps caches and is not thread-safe
        var context = new NullabilityInfoContext();
        var info = member switch
        {
            PropertyInfo property => context.Create(property),
            FieldInfo field => context.Create(field),
            _ => throw new ArgumentException($"{member} is neither a property nor a field.", nameof(member)),
        };
        return info.WriteState != NullabilityState.NotNull;
    }

    /// <summary>The same for an argument.</summary>
    public static bool AllowsNull(ParameterInfo parameter) =>
        parameter.ParameterType.IsValueType
            ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            : new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull;
}
