using System.Globalization;
using System.Text;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Methods;

/// <summary>A method as a programmer writes it, and as who calls it has to.</summary>
internal static class Signature
{
    private const int NameWidth = 24;

    /// <summary><c>Task&lt;int&gt; Heal(int amount, bool full = false)</c>.</summary>
    public static string Of(Method method) => $"{ResultOf(method)} {method.Name}({Parameters(method)})";

    /// <summary><c>int amount, bool full = false</c>.</summary>
    public static string Parameters(Method method) => string.Join(", ", method.Parameters.Select(Declaration));

    /// <summary><c>void</c>, <c>Task&lt;int&gt;</c>.</summary>
    public static string ResultOf(Method method) => method.Info.ReturnType == typeof(void) ? "void" : TypeNames.Short(method.Info.ReturnType);

    /// <summary>One line: <c>usage: Heal &lt;amount&gt; [--full]</c>.</summary>
    public static string Usage(Method method) => $"usage: {string.Join(' ', method.Arguments.Select(Placeholder).Prepend(method.FileNameText))}\n";

    /// <summary>All that there is to know before calling it.</summary>
    public static string Help(Method method)
    {
        var text = new StringBuilder(Usage(method));
        if (method.Documentation is { } documentation)
            text.Append(CultureInfo.InvariantCulture, $"\n{documentation}\n");
        if (method.Arguments.Length > 0)
            text.Append('\n');
        foreach (var parameter in method.Arguments)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Label(parameter),-NameWidth}{TypeNames.Short(parameter.Type)}: {parameter.Expected}");
            if (parameter is { IsOptional: true, IsParams: false })
                text.Append(CultureInfo.InvariantCulture, $"; {Literal(parameter)} where it is left out");
            text.Append('\n');
            if (parameter.Documentation is { } about)
                text.Append(CultureInfo.InvariantCulture, $"  {"",-NameWidth}{about}\n");
        }

        if (Documentation.OfResult(method.Info) is { } result)
            text.Append(CultureInfo.InvariantCulture, $"\nreturns {result}\n");
        return text.Append(CultureInfo.InvariantCulture, $"\n{Of(method)}\n").ToString();
    }

    private static string Declaration(Parameter parameter) =>
        $"{(parameter.IsParams ? "params " : "")}{TypeNames.Short(parameter.Type)} {parameter.Name}"
        + (parameter is { IsOptional: true, IsParams: false } ? $" = {(parameter.IsToken ? "default" : Literal(parameter))}" : "");

    private static string Placeholder(Parameter parameter) =>
        parameter.IsParams ? $"[<{parameter.Name}>...]"
        : !parameter.IsOptional ? $"<{parameter.Name}>"
        : parameter.IsSwitch && parameter.Default() is not true ? $"[--{parameter.Name}]"
        : $"[<{parameter.Name}>]";

    private static string Label(Parameter parameter) => parameter.IsOptional && !parameter.IsParams ? $"--{parameter.Name}" : parameter.Name;

    private static string Literal(Parameter parameter) => parameter.Default() switch
    {
        null => "null",
        string text => Refused.Quote(Encoding.UTF8.GetBytes(text)) is ['\'', .. var inner, '\''] ? $"\"{inner}\"" : "\"\"",
        var value when ScalarText.TryGet(value.GetType(), out _) => Encoding.UTF8.GetString(ValueText.Render(value).Span).TrimEnd('\n'),
        _ => "default",
    };
}
