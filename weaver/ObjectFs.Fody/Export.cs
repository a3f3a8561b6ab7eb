using System.Linq;
using Mono.Cecil;

namespace ObjectFs.Weaver;

/// <summary>What an [Export] says.</summary>
internal sealed class Export
{
    private const int SyncDispatcher = 2;
    private readonly CustomAttribute _attribute;

    public Export(CustomAttribute attribute)
    {
        _attribute = attribute;
    }

    public string? Path => _attribute.HasConstructorArguments ? _attribute.ConstructorArguments[0].Value as string : null;

    public string? Name => Property("Name") as string;

    public string? Mode => Property("Mode") as string;

    public string? When => Property("When") as string;

    public string? Dispatcher => Property("Dispatcher") as string;

    public bool RunsOnDispatcher => Property("Sync") is SyncDispatcher;

    public bool IsCreatable => Property("Creatable") is true;

    private object? Property(string name) => _attribute.Properties.FirstOrDefault(p => p.Name == name).Argument.Value;
}
