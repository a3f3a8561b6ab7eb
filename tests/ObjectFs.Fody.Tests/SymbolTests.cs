using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace ObjectFs.Fody.Tests;

/// <summary>What a debugger needs.</summary>
public sealed class SymbolTests : IDisposable
{
    private readonly ModuleDefinition _module = ModuleDefinition.ReadModule(typeof(Lines).Assembly.Location, new ReaderParameters { ReadSymbols = true });

    public void Dispose() => _module.Dispose();

    [Fact]
    public void Locals_of_a_constructor_whose_body_moved_keep_their_names_and_scopes()
    {
        var twin = _module.GetType("Lines").Methods.Single(m => m.IsConstructor && m.IsPrivate && m.Parameters[0].ParameterType.FullName == "System.String");
        Assert.NotEmpty(twin.Body.Instructions);
        var scope = twin.DebugInformation.Scope;
        Assert.Subset(Locals(scope).ToHashSet(), new HashSet<string> { "inner", "local" });
    }

    [Fact]
    public void Every_sequence_point_lies_on_an_instruction()
    {
        foreach (var method in _module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody))
        {
            var offsets = method.Body.Instructions.Select(i => i.Offset).ToHashSet();
            Assert.All(method.DebugInformation.SequencePoints, p => Assert.Contains(p.Offset, offsets));
        }
    }

    private static IEnumerable<string> Locals(ScopeDebugInformation scope) =>
        scope.Variables.Select(v => v.Name).Concat(scope.Scopes.SelectMany(Locals));
}
