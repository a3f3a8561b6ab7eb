using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods.Arguments;

/// <content>From arguments to values.</content>
internal sealed partial class ArgumentBinder
{
    private object?[] ToValues(object instance, CancellationToken cancellation)
    {
        if (Array.Find(_method.Arguments, parameter => !parameter.IsOptional && _given[parameter.Position] is null) is { } missing)
            throw new RefusalException(Errno.EINVAL, $"{missing.Name} is missing: {missing.Expected}");
        return Array.ConvertAll(_method.Parameters, parameter =>
            parameter.IsToken ? cancellation
            : _given[parameter.Position] is { } given ? ToChecked(parameter, given, instance)
            : parameter.Default());
    }

    private object? ToChecked(Parameter parameter, List<Argument> given, object instance)
    {
        try
        {
            var value = ToValue(parameter, given);
            Validate(parameter, value, instance);
            return value;
        }
        catch (RefusalException refusal)
        {
            throw new RefusalException(refusal.Failure with { Sentence = $"{parameter.Name}: {refusal.Failure.Sentence}" });
        }
    }

    private object? ToValue(Parameter parameter, List<Argument> given)
    {
        if (!parameter.IsParams)
            return given[0].ToValue(_site, parameter.Type, parameter.AllowsNull, parameter.Expected);

        // {"tags": ["a", "b"]} names the whole
        if (given is [{ Json: { ValueKind: JsonValueKind.Array } whole }] && !parameter.ArgumentType.IsArray)
            given = [.. whole.EnumerateArray().Select(static element => new Argument(element))];
        var values = Array.CreateInstanceFromArrayType(parameter.Type, given.Count);
        for (var i = 0; i < given.Count; i++)
            values.SetValue(given[i].ToValue(_site, parameter.ArgumentType, parameter.AllowsNull, parameter.Expected), i);
        return values;
    }

    private static void Validate(Parameter parameter, object? value, object instance)
    {
        if (parameter.Validations.Length == 0)
            return;
        var context = new ValidationContext(instance, parameter.Name, serviceProvider: null, items: null) { MemberName = parameter.Name };
        foreach (var validation in parameter.Validations)
        {
            if (validation.GetValidationResult(value, context) is not { } failed)
                continue;
            var sentence = validation is RangeAttribute
                ? $"{(value is null ? "null" : Refused.Quote(Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")))} is not {parameter.Range}"
                : failed.ErrorMessage ?? "the value is not valid";
            throw new RefusalException(Errno.EINVAL, sentence);
        }
    }
}
