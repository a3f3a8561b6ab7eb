using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ObjectFs.Objects.Shapes;

/// <summary>
/// What the program says of a type, a member, a method or a parameter: [Description] or [Display] on it, else its comment, which the weaver has carried along, else what stands on
/// what it overrides. The one place that asks.
/// </summary>
internal static class Documentation
{
    public static string? Of(MemberInfo member) =>
        Declared(member, inherit: false) ?? CarriedComments.Of(member)?.Find(DocumentationId.Of(member)) ?? Declared(member, inherit: true);

    public static string? Of(ParameterInfo parameter) =>
        Declared(parameter, inherit: false)
        ?? CarriedComments.Of(parameter.Member)?.Find(CarriedComments.KeyOf(DocumentationId.Of(parameter.Member), parameter.Name ?? ""))
        ?? Declared(parameter, inherit: true);

    /// <summary>What a method returns.</summary>
    public static string? OfResult(MethodInfo method) => CarriedComments.Of(method)?.Find(CarriedComments.KeyOf(DocumentationId.Of(method), CarriedComments.Result));

    // not by ICustomAttributeProvider, which knows nothing of what a property or a parameter overrides
    private static string? Declared(MemberInfo member, bool inherit) =>
        Text(member.GetCustomAttributes<DescriptionAttribute>(inherit), member.GetCustomAttributes<DisplayAttribute>(inherit));

    private static string? Declared(ParameterInfo parameter, bool inherit) =>
        Text(parameter.GetCustomAttributes<DescriptionAttribute>(inherit), parameter.GetCustomAttributes<DisplayAttribute>(inherit));

    private static string? Text(IEnumerable<DescriptionAttribute> descriptions, IEnumerable<DisplayAttribute> displays) =>
        descriptions.Select(static description => description.Description)
            // what comes from a resource is code of the program's
            .Concat(displays.Where(static display => display.ResourceType is null).Select(static display => display.Description))
            .FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text))?.Trim();
}
