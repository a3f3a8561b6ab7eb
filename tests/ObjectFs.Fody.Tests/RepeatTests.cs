using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class RepeatTests
{
    [Fact]
    public void Weaving_a_woven_assembly_again_changes_nothing()
    {
        var before = 0;
        var after = -1;
        var result = Weave.Assembly("AssemblyToProcess.dll", m => before = Count(m), m => after = Count(m));
        Assert.Equal(before, after);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
    }

    private static int Count(Mono.Cecil.ModuleDefinition module) =>
        module.Types.SelectMany(t => t.Methods).Where(m => m.HasBody).Sum(m => m.Body.Instructions.Count) + module.Types.Sum(t => t.Fields.Count);
}
