using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <summary>A method that is shown. Immutable but for its counts; thread-safe.</summary>
internal sealed class Method
{
    private byte[]? _script;
    private Task<string>? _code;
    private Facts? _facts;

    public Method(MethodInfo info, int ordinal, string fileName, int mask)
    {
        Info = info;
        Ordinal = ordinal;
        FileNameText = fileName;
        FileName = Encoding.UTF8.GetBytes(fileName);
        DirectoryName = [(byte)'.', .. FileName];
        Mask = mask;
        Parameters = Array.ConvertAll(info.GetParameters(), static parameter => new Parameter(parameter));
        Arguments = Array.FindAll(Parameters, static parameter => !parameter.IsToken);
    }

    public MethodInfo Info { get; }

    public string Name => Info.Name;

    /// <summary>From 0, in order of declaration, the bases first.</summary>
    public int Ordinal { get; }

    /// <summary>The name in the tree, UTF-8: <c>Heal</c>, <c>Heal~2</c>.</summary>
    public byte[] FileName { get; }

    /// <summary>The same behind a dot.</summary>
    public byte[] DirectoryName { get; }

    public string FileNameText { get; }

    /// <summary>All parameters.</summary>
    public Parameter[] Parameters { get; }

    /// <summary>Those that a caller has to do with.</summary>
    public Parameter[] Arguments { get; }

    /// <summary>What the declarations leave of permission bits.</summary>
    public int Mask { get; }

    /// <summary>Permission bits of the executable file: 0755, narrowed.</summary>
    public int Mode => 0x1ED & Mask;

    /// <summary>Permission bits of the channel: to be used by whom the file may be run or written by.</summary>
    public int CallMode => (Mode & 0xC0) != 0 ? 0x180 & (Mask | 0x180) : 0x100 & Mask;

    /// <summary>How many run.</summary>
    public Occupancy Occupancy { get; } = new();

    /// <summary>The executable file's content.</summary>
    public byte[] Script => _script ??= ShellScript.For(this);

    /// <summary>The source, or what stands for it. Read from disk once, on another thread.</summary>
    public Task<string> CodeAsync() => _code ??= OwnThreads.Blocking.Run(() => MethodCode.Of(Info));

    public string? Documentation => Shapes.Documentation.Of(Info);

    /// <summary>What is known of it without calling it.</summary>
    public Facts Facts => _facts ??= Facts.Of(this);

    /// <summary>Calls it on the calling thread. What it throws is not wrapped.</summary>
    public object? Invoke(object? receiver, object?[] arguments) =>
        Info.Invoke(receiver, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    /// <summary>Why a marked method is not shown, or null where it is.</summary>
    public static string? Obstacle(MethodInfo method) =>
        method.ContainsGenericParameters ? "generic methods are not shown"
        : !CanPass(method.ReturnType) && method.ReturnType != typeof(void) ? "methods that return references, pointers or ref structs are not shown"
        : Array.Exists(method.GetParameters(), static parameter => !CanPass(parameter.ParameterType)) ? "methods with ref, out, pointer or ref struct parameters are not shown"
        : null;

    private static bool CanPass(Type type) => Accessor.CanHold(type);

    /// <summary>The parameter that a name means: the exact one, else the only one that differs by case, <c>-</c> and <c>_</c>.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out Parameter? parameter)
    {
        parameter = Array.Find(Arguments, candidate => candidate.Name == name);
        if (parameter is not null)
            return true;
        var similar = Array.FindAll(Arguments, candidate => string.Equals(Plain(candidate.Name), Plain(name), StringComparison.OrdinalIgnoreCase));
        parameter = similar.Length == 1 ? similar[0] : null;
        return parameter is not null;
    }

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}
