using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace ObjectFs.Fody.Tests;

/// <summary>What the run-time library's barrier relies on.</summary>
public sealed class OrderTests : IDisposable
{
    private readonly ModuleDefinition _module = ModuleDefinition.ReadModule(typeof(Gauge).Assembly.Location);

    public void Dispose() => _module.Dispose();

    [Theory]
    [InlineData("Gauge", "Auto")]
    [InlineData("Gauge", "Text")]
    [InlineData("Gauge", "Stored")]
    [InlineData("Gauge", "Scaled")]
    [InlineData("Settings", "Limit")]
    public void The_last_question_for_interest_comes_after_the_store(string type, string property)
    {
        var code = _module.GetType(type).Properties.Single(p => p.Name == property).SetMethod.Body.Instructions;
        var store = code.Single(i => i.OpCode == OpCodes.Stfld || i.OpCode == OpCodes.Stsfld);
        var question = code.Last(i => i.OpCode == OpCodes.Volatile);
        Assert.True(store.Offset < question.Offset);
    }

    [Theory]
    [InlineData("Auto")]
    [InlineData("Text")]
    [InlineData("Stored")]
    public void A_setter_that_only_stores_stays_without_handlers_and_small(string property)
    {
        var body = _module.GetType("Gauge").Properties.Single(p => p.Name == property).SetMethod.Body;
        Assert.False(body.HasExceptionHandlers);
        Assert.InRange(body.CodeSize, 1, 64);
    }
}
