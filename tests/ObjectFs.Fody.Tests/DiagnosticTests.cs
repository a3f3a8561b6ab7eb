using Fody;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class DiagnosticTests
{
    private static readonly Lazy<IReadOnlyList<SequencePointMessage>> Errors = new(() => [.. Weave.Assembly("AssemblyToProcess.Mistakes.dll", MarkWhatTheCompilerRefuses).Errors]);

    [Theory]
    [InlineData("TemplateNamesNothing", "OFS0002", "names Nope, but TemplateNamesNothing has")]
    [InlineData("PathNamesNothing", "OFS0002", "names Zone.Nope, but ZoneOfPath has")]
    [InlineData("TemplateNamesSetOnly", "OFS0002", "names Secret")]
    [InlineData("Unclosed", "OFS0003", "{Id\" is malformed")]
    [InlineData("Unopened", "OFS0003", "malformed")]
    [InlineData("Empty", "OFS0003", "malformed")]
    [InlineData("NestedBraces", "OFS0003", "malformed")]
    [InlineData("HalfAPath", "OFS0003", "malformed")]
    [InlineData("Expression", "OFS0003", "malformed")]
    [InlineData("MarkedStruct", "OFS0004", "a struct")]
    [InlineData("MarkedRecordStruct", "OFS0004", "a struct")]
    [InlineData("MarkedRefStruct", "OFS0004", "a struct")]
    [InlineData("MarkedInterface", "OFS0004", "an interface")]
    [InlineData("Members.Item", "OFS0005", "an indexer", "indexer")]
    [InlineData("Members.Reference", "OFS0005", "by reference", "reference")]
    [InlineData("Members.Stack", "OFS0005", "ref struct", "stack")]
    [InlineData("Members.Pointer", "OFS0005", "pointer", "pointer")]
    [InlineData("Members.Generic", "OFS0005", "generic method", "generic")]
    [InlineData("Members.Takes", "OFS0005", "ref struct", "takes")]
    [InlineData("GenericStatics.Total", "OFS0006", "generic class")]
    [InlineData("OuterOfStatic.Inner", "OFS0006", "generic class")]
    [InlineData("SecondOnPath", "OFS0007", "\"one/path\" is that of FirstOnPath")]
    [InlineData("SecondSettings", "OFS0007", "\"settings\" is that of FirstSettings")]
    [InlineData("WhenNothing", "OFS0008", "\"Nope\"")]
    [InlineData("WhenNotBool", "OFS0008", "\"A\"")]
    [InlineData("WhenTakesAnother", "OFS0008", "\"Is\"")]
    [InlineData("WhenOfTheInstance", "OFS0008", "\"Is\"")]
    [InlineData("ModeInLetters", "OFS0009", "\"rw\"")]
    [InlineData("ModeTooWide", "OFS0009", "\"4755\"")]
    [InlineData("Members.Mode", "OFS0009", "\"0888\"", "mode")]
    [InlineData("DispatcherOfNothing", "OFS0010", "\"Nope\"")]
    [InlineData("DispatcherForgotten", "OFS0011", "Dispatcher = nameof")]
    [InlineData("StaticWithName", "OFS0012", "\"settings\"")]
    [InlineData("StaticWithTemplate", "OFS0012", "\"of/{A}\"")]
    public void A_mistake_is_reported_once_with_its_code_file_and_line(string place, string code, string words, string mark = "")
    {
        var error = Assert.Single(Errors.Value, e => e.Text.StartsWith($"{code}: {place}: ", StringComparison.Ordinal));
        Assert.Contains(words, error.Text, StringComparison.Ordinal);
        Assert.EndsWith(("// here " + mark).TrimEnd(), LineAt(error.SequencePoint!), StringComparison.Ordinal);
    }

    /// <summary>An enum and a delegate have no line of code.</summary>
    [Theory]
    [InlineData("MarkedEnum", "an enum")]
    [InlineData("MarkedDelegate", "a delegate")]
    public void A_mistake_without_code_is_reported_with_its_name(string place, string words)
    {
        var error = Assert.Single(Errors.Value, e => e.Text.StartsWith($"OFS0004: {place}: ", StringComparison.Ordinal));
        Assert.Contains(words, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_right_is_not_reported() => Assert.DoesNotContain(Errors.Value, e => e.Text.Contains(": Fine", StringComparison.Ordinal));

    [Fact]
    public void Nothing_else_is_reported() => Assert.Equal(36, Errors.Value.Count);

    [Fact]
    public void An_assembly_with_mistakes_is_not_woven()
    {
        var marked = true;
        Weave.Assembly("AssemblyToProcess.Mistakes.dll", after: m => marked = m.Assembly.CustomAttributes.Any(a => a.AttributeType.Name == "WovenAttribute"));
        Assert.False(marked);
    }

    private static void MarkWhatTheCompilerRefuses(ModuleDefinition module)
    {
        var attribute = module.GetType("TemplateNamesNothing").CustomAttributes.Single(a => a.AttributeType.Name == "ExportAttribute");
        var constructor = module.ImportReference(attribute.AttributeType.Resolve().Methods.Single(m => m.IsConstructor && !m.HasParameters));
        foreach (var type in module.Types.Where(t => t.Name.StartsWith("Marked", StringComparison.Ordinal)))
            type.CustomAttributes.Add(new CustomAttribute(constructor));
    }

    private static string LineAt(SequencePoint point) => File.ReadAllLines(point.Document.Url)[point.StartLine - 1];
}
