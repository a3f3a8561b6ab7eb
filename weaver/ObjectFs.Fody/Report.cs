using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ObjectFs.Weaver;

/// <summary>A mistake becomes a build error with the file and line of the class or member.</summary>
public sealed partial class ModuleWeaver
{
    private void Report(Diagnostic diagnostic, IMemberDefinition place, params string[] details)
    {
        _failed = true;
        object[] arguments = [Title(place), .. details];
        var message = diagnostic.Code + ": " + string.Format(CultureInfo.InvariantCulture, diagnostic.Sentence, arguments);
        if (PointOf(place) is { } point)
            WriteError(message, point);
        else
            WriteError(message);
    }

    private static string Title(IMemberDefinition place) =>
        place is TypeDefinition type ? Display(type) : Display(place.DeclaringType) + "." + place.Name;

    private static string Display(TypeReference type)
    {
        var tick = type.Name.IndexOf('`');
        var name = tick < 0 ? type.Name : type.Name.Substring(0, tick);
        return type.DeclaringType is { } outer ? Display(outer) + "." + name : name;
    }

    /// <summary>Symbols know where code is, not where classes are: the first line of code in a member, else in its class.</summary>
    private static SequencePoint? PointOf(IMemberDefinition place) =>
        MethodsOf(place).SelectMany(VisiblePoints).OrderBy(p => p.StartLine).FirstOrDefault()
        ?? (place.DeclaringType is { } outer ? PointOf(outer) : null);

    private static IEnumerable<MethodDefinition> MethodsOf(IMemberDefinition place) => place switch
    {
        TypeDefinition type => type.Methods,
        MethodDefinition method => [method],
        PropertyDefinition property => new[] { property.GetMethod, property.SetMethod }.Where(m => m is not null),
        EventDefinition @event => new[] { @event.AddMethod, @event.RemoveMethod }.Where(m => m is not null),
        _ => [],
    };

    private static IEnumerable<SequencePoint> VisiblePoints(MethodDefinition method) =>
        method.HasBody && method.Body.Instructions.Count > 0 ? method.DebugInformation.SequencePoints.Where(p => !p.IsHidden) : [];
}
