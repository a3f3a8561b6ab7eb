using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace ObjectFs.Weaver;

/// <summary>What can be wrong with an [Export], found while building rather than while running.</summary>
public sealed partial class ModuleWeaver
{
    private void CheckExports()
    {
        foreach (var type in ModuleDefinition.GetTypes())
        {
            if (type.Find(Names.Export) is { } attribute)
                CheckType(type, new Export(attribute));
            CheckMembers(type);
        }

        CheckPaths();
    }

    private void CheckType(TypeDefinition type, Export export)
    {
        if (UnsupportedKind(type) is { } kind)
        {
            Report(Diagnostic.TargetUnsupported, type, kind);
            return;
        }

        CheckMode(type, export);
        CheckDispatcher(type, export);
        if (type.IsStatic())
        {
            CheckStatic(type, export);
            return;
        }

        CheckTemplate(type, export.Name);
        CheckTemplate(type, export.Path);
        if (export.When is { } when && !NamesPredicate(type, when))
            Report(Diagnostic.WhenNamesNothing, type, when);
    }

    private static string? UnsupportedKind(TypeDefinition type) => type switch
    {
        { IsInterface: true } => "an interface",
        { IsEnum: true } => "an enum",
        { IsValueType: true } => "a struct",
        { BaseType.FullName: "System.MulticastDelegate" } => "a delegate",
        _ => null,
    };

    private void CheckStatic(TypeDefinition type, Export export)
    {
        if (type.HasGenericParameters)
            Report(Diagnostic.GenericStatic, type);
        if ((export.Name ?? (export.Path is { } path && path.IndexOfAny(['{', '}']) >= 0 ? path : null)) is { } name)
            Report(Diagnostic.StaticNamed, type, name);
    }

    private void CheckTemplate(TypeDefinition type, string? template)
    {
        if (template is null)
            return;
        if (Template.Names(template) is not { } names)
        {
            Report(Diagnostic.TemplateMalformed, type, template);
            return;
        }

        foreach (var name in names)
        {
            if (MemberPath.FirstWithout(type, name) is { } without)
                Report(Diagnostic.TemplateNamesNothing, type, template, name, Display(without));
        }
    }

    private void CheckMode(IMemberDefinition place, Export export)
    {
        if (export.Mode is { } mode && !(mode.Length is 3 or 4 && mode.All(c => c is >= '0' and <= '7') && (mode.Length == 3 || mode[0] == '0')))
            Report(Diagnostic.ModeNotOctal, place, mode);
    }

    private void CheckDispatcher(TypeDefinition type, Export export)
    {
        if (export.Dispatcher is { } dispatcher)
        {
            if (MemberPath.FirstWithout(type, dispatcher) is not null)
                Report(Diagnostic.DispatcherNamesNothing, type, dispatcher);
        }
        else if (export.RunsOnDispatcher)
        {
            Report(Diagnostic.DispatcherMissing, type);
        }
    }

    private static bool NamesPredicate(TypeDefinition type, string name) => type.AndBases().Any(t =>
        t.Properties.Any(p => p.Name == name && p.GetMethod is not null && !p.HasParameters && IsBool(p.PropertyType))
        || t.Methods.Any(m => m.Name == name && m.IsStatic && IsBool(m.ReturnType) && m.Parameters.Count == 1 && Takes(m.Parameters[0].ParameterType, type)));

    private static bool IsBool(TypeReference type) => type.FullName == "System.Boolean";

    private static bool Takes(TypeReference parameter, TypeDefinition type) =>
        !parameter.IsByReference
        && (parameter.IsGenericParameter || parameter.Resolve() is not { } taken || taken.IsInterface || type.AndBases().Any(t => t.FullName == taken.FullName));

    private void CheckPaths()
    {
        var owners = new Dictionary<string, TypeDefinition>();
        foreach (var type in ModuleDefinition.GetTypes().Where(t => t.Has(Names.Export)))
        {
            if (new Export(type.Find(Names.Export)!).Path?.Trim('/') is not { Length: > 0 } path || path.IndexOf('{') >= 0)
                continue;
            if (owners.TryGetValue(path, out var owner))
                Report(Diagnostic.DuplicatePath, type, path, Display(owner));
            else
                owners.Add(path, type);
        }
    }
}
