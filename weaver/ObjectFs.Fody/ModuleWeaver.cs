using System;
using System.Collections.Generic;
using System.Linq;
using Fody;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace ObjectFs.Weaver;

/// <summary>Makes the exported classes of an assembly announce their instances and their changes. See this folder's README for every case.</summary>
public sealed partial class ModuleWeaver : BaseModuleWeaver
{
    private readonly List<TypeDefinition> _exported = [];
    private readonly List<TypeDefinition> _statics = [];
    private readonly List<TypeDefinition> _creatable = [];
    private EntryPoints _runtime = null!;
    private bool _failed;

    /// <inheritdoc/>
    public override IEnumerable<string> GetAssembliesForScanning() =>
        ["ObjectFs.Objects", "ObjectFs", "System.Runtime", "netstandard", "mscorlib"];

    /// <inheritdoc/>
    public override void Execute()
    {
        if (ModuleDefinition.Assembly.Has(Names.Woven))
        {
            WriteInfo("Woven already.");
            return;
        }

        if (EntryPoints.Find(this) is not { } runtime)
        {
            WriteInfo("ObjectFs is not referenced; nothing to weave.");
            return;
        }

        _runtime = runtime;
        FindExported();
        CheckExports();
        if (_failed)
            return;

        CarryComments();
        AddIdentityFields();
        InstrumentSetters();
        WithdrawWhenDisposed();
        AnnounceConstruction();
        InitializeModule();
        MarkAssembly();
        WriteInfo($"{_exported.Count} exported classes, {_statics.Count} with exported static members.");
    }

    private void FindExported()
    {
        // bases first: whether a class needs fields of its own depends on what its base has got
        _exported.AddRange(ModuleDefinition.GetTypes().Where(IsExported).OrderBy(t => t.AndBases().Count()));
        _statics.AddRange(ModuleDefinition.GetTypes().Where(HasExportedStatics));
        _creatable.AddRange(_exported.Where(t => !t.IsAbstract && !t.HasGenericParameters && IsCreatable(t)).Except(_statics));
    }

    // the nearest declaration counts, as for the attribute itself
    private static bool IsCreatable(TypeDefinition type) =>
        type.AndBases().Select(t => t.Find(Names.Export)).FirstOrDefault(a => a is not null) is { } attribute && new Export(attribute).IsCreatable;

    private static bool IsExported(TypeDefinition type) =>
        type.IsClass && !type.IsValueType && !type.IsStatic() && !type.Has(Names.NotExported) && type.AndBases().Any(t => t.Has(Names.Export));

    private static bool HasExportedStatics(TypeDefinition type) =>
        (type.IsStatic() && type.Has(Names.Export))
        || type.Properties.Any(p => p.IsStatic() && p.Has(Names.Export))
        || type.Fields.Any(f => f.IsStatic && f.Has(Names.Export))
        || type.Methods.Any(m => m.IsStatic && m.Has(Names.Export))
        || type.Events.Any(e => e.IsStatic() && e.Has(Names.Export));

    private void CarryComments()
    {
        // MSBuild takes False for false
        if (string.Equals((string?)Config?.Attribute("Documentation"), "false", StringComparison.OrdinalIgnoreCase) || DocumentationFilePath is not { Length: > 0 } file)
            return;
        var count = CarriedComments.Add(ModuleDefinition, new Comments(ModuleDefinition, file), Shown.In(ModuleDefinition, _exported.Concat(_statics)));
        WriteInfo($"{count} comments.");
    }

    private void MarkAssembly() => ModuleDefinition.Assembly.CustomAttributes.Add(new CustomAttribute(_runtime.Woven));

    private CustomAttribute CompilerGenerated() => new(_runtime.CompilerGenerated);
}
