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

    private static string? Declared(ICustomAttributeProvider provider, bool inherit)
    {
        foreach (DescriptionAttribute description in provider.GetCustomAttributes(typeof(DescriptionAttribute), inherit))
        {
            if (!string.IsNullOrWhiteSpace(description.Description))
                return description.Description.Trim();
        }

        foreach (DisplayAttribute display in provider.GetCustomAttributes(typeof(DisplayAttribute), inherit))
        {
            // what comes from a resource is code of the program's
            if (display.ResourceType is null && !string.IsNullOrWhiteSpace(display.Description))
                return display.Description.Trim();
        }

        return null;
    }
}
