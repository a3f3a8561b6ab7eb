using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace ObjectFs.Weaver;

/// <summary>The run-time library's side: what woven code calls and carries, imported into the module.</summary>
internal sealed class EntryPoints
{
    private EntryPoints(ModuleWeaver weaver, TypeDefinition woven)
    {
        Register = Import("Register");
        RegisterStatic = Import("RegisterStatic");
        Unregister = Import("Unregister");
        Chained = weaver.ModuleDefinition.ImportReference(weaver.FindTypeDefinition(Names.Chained));
        Notifies = Constructor(Names.Notifies);
        Woven = Constructor(Names.Woven);
        CompilerGenerated = Constructor("System.Runtime.CompilerServices.CompilerGeneratedAttribute");
        ThreadStatic = Constructor("System.ThreadStaticAttribute");
        Exception = weaver.ModuleDefinition.ImportReference(weaver.FindTypeDefinition("System.Exception"));
        Changed = new Changed(Change(onType: false, valued: true), Change(onType: false, valued: false));
        ChangedStatic = new Changed(Change(onType: true, valued: true), Change(onType: true, valued: false));
        Autostart = weaver.TryFindTypeDefinition(Names.Autostart, out var autostart)
            ? weaver.ModuleDefinition.ImportReference(autostart.Methods.Single(m => m.Name == "Run" && !m.HasParameters))
            : null;

        MethodReference Import(string name) =>
            weaver.ModuleDefinition.ImportReference(woven.Methods.Single(m => m.Name == name));
        MethodReference Constructor(string type) =>
            weaver.ModuleDefinition.ImportReference(weaver.FindTypeDefinition(type).GetConstructors().Single(c => !c.IsStatic));
        MethodReference Change(bool onType, bool valued) =>
            weaver.ModuleDefinition.ImportReference(woven.Methods.Single(m =>
                m.Name == "Changed" && m.HasGenericParameters == valued && m.Parameters[0].ParameterType.IsValueType == onType));
    }

    /// <summary><c>void Register&lt;T&gt;(T self)</c>.</summary>
    public MethodReference Register { get; }

    /// <summary><c>void RegisterStatic(RuntimeTypeHandle type)</c>.</summary>
    public MethodReference RegisterStatic { get; }

    /// <summary><c>void Unregister(object self)</c>.</summary>
    public MethodReference Unregister { get; }

    /// <summary>The pair of <c>Changed</c> that instance setters call.</summary>
    public Changed Changed { get; }

    /// <summary>The pair of <c>Changed</c> that static setters call.</summary>
    public Changed ChangedStatic { get; }

    /// <summary>The type of the twin constructors' last parameter.</summary>
    public TypeReference Chained { get; }

    /// <summary>The constructor of the attribute that carries a setter's bit.</summary>
    public MethodReference Notifies { get; }

    /// <summary>The constructor of the attribute that marks a woven assembly.</summary>
    public MethodReference Woven { get; }

    /// <summary>The constructor of the attribute that every member the weaver adds carries.</summary>
    public MethodReference CompilerGenerated { get; }

    /// <summary>The constructor of the attribute that gives each thread its own value of a field.</summary>
    public MethodReference ThreadStatic { get; }

    /// <summary>The type that a getter's failure is caught as.</summary>
    public TypeReference Exception { get; }

    /// <summary><c>void Autostart.Run()</c>, or null where only the core libraries are referenced.</summary>
    public MethodReference? Autostart { get; }

    /// <summary>Finds them, or null where the module does not reference the run-time library.</summary>
    public static EntryPoints? Find(ModuleWeaver weaver) =>
        weaver.TryFindTypeDefinition(Names.EntryPoints, out var woven) ? new EntryPoints(weaver, woven) : null;
}
