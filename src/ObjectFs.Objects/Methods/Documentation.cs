using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ObjectFs.Objects.Methods;

/// <summary>What the program says of a method or a parameter, by [Description] or [Display]. The one place that asks: where XML comments are carried along, they are read here.</summary>
internal static class Documentation
{
    public static string? Of(MethodInfo method) => Of((ICustomAttributeProvider)method);

    public static string? Of(ParameterInfo parameter) => Of((ICustomAttributeProvider)parameter);

    private static string? Of(ICustomAttributeProvider provider)
    {
        foreach (var attribute in provider.GetCustomAttributes(inherit: true))
        {
            // what comes from a resource is code of the program's
            var text = attribute switch
            {
                DescriptionAttribute description => description.Description,
                DisplayAttribute { ResourceType: null } display => display.Description,
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(text))
                return text.Trim();
        }

        return null;
    }
}
