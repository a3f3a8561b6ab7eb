extern alias before;

using System.Reflection;
using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;
using ObjectFs.Weaver;
using Xunit;

namespace ObjectFs.Fody.Tests;

/// <summary>Comments in the woven assembly.</summary>
public sealed class CommentTests
{
    private const string In = "Comments.";
    private const string Take = "M:Comments.Documented`1.Take(System.Int32@,System.Decimal@,System.String@,System.Int32[],System.Int32[0:,0:],System.Int32[0:,0:,0:][],"
        + "System.Collections.Generic.List{System.Collections.Generic.Dictionary{System.String,`0[]}},System.Nullable{System.Int32},System.ValueTuple{System.Int32,System.String},"
        + "System.Object,System.IntPtr,System.String[])";

    private static readonly Dictionary<string, string> Carried = Read(typeof(Plain).Assembly);

    [Fact]
    public void Every_id_is_as_the_compiler_writes_it()
    {
        using var module = ModuleDefinition.ReadModule(typeof(before::Plain).Assembly.Location);
        var ids = module.GetTypes().SelectMany(MembersOf).Select(DocumentationId.Of).ToHashSet();
        var written = XDocument.Load(Path.ChangeExtension(module.FileName, ".xml")).Descendants("member").Select(m => (string)m.Attribute("name")!).ToList();
        Assert.Equal([], written.Where(id => !ids.Contains(id)));
        Assert.True(written.Count > 40, $"{written.Count} comments");
    }

    [Theory]
    [InlineData("T:Comments.Documented`1", "All that a comment may hold: code, Plain, Deep, Documented, null, adding, https://example.org, T & \"more\". Of two paragraphs. one 1 two")]
    [InlineData("P:Comments.Documented`1.Plain", "A plain one.")]
    [InlineData("F:Comments.Documented`1.Field", "A field.")]
    [InlineData("E:Comments.Documented`1.Happened", "Tells of T.")]
    [InlineData("P:Comments.Documented`1.Revealed", "Private and marked.")]
    [InlineData(Take, "Takes many.")]
    [InlineData(Take + " by", "A reference, of rate.")]
    [InlineData(Take + " said", "What was said.")]
    [InlineData(Take + " <returns>", "How many.")]
    [InlineData("M:Comments.Documented`1.Take(System.String)", "Takes a text.")]
    [InlineData("M:Comments.Documented`1.Take(System.String) text", "The text.")]
    [InlineData("M:Comments.Documented`1.Take", "Takes nothing.")]
    [InlineData("M:Comments.Documented`1.Take(`0,Comments.Documented{`0},Comments.Documented{`0}.Nested{System.Int32},Comments.Documented{System.String}.Nested{`0}.Deeper{`0[]},Comments.Outside.Inner)",
        "Takes what it is of.")]
    [InlineData("P:Comments.Documented`1.Nested`1.Deep", "Deep.", false)]
    [InlineData("P:Comments.SoundDials.Volume", "How loud.")]
    [InlineData("M:Comments.SoundDials.Turn(System.Int32) by", "By how much.")]
    public void What_is_shown_carries_its_comment(string id, string text, bool isCarried = true) =>
        Assert.Equal(isCarried ? text : null, Carried.GetValueOrDefault(id));

    [Theory]
    [InlineData("T:Comments.Heir", "A base, not exported itself.")]
    [InlineData("P:Comments.Heir.Text", "The base's text.")]
    [InlineData("M:Comments.Heir.Call(System.Int32)", "The base calls.")]
    [InlineData("M:Comments.Heir.Call(System.Int32) times", "How often.")]
    [InlineData("M:Comments.Heir.Call(System.Int32) <returns>", "What it heard.")]
    [InlineData("P:Comments.Heir.Level", "The interface's level.")]
    [InlineData("P:Comments.Documented`1.Level", "The interface's level.")]
    [InlineData("M:Comments.Counter.Count(System.Int32)", "Counts a number.")]
    [InlineData("M:Comments.Counter.Count(System.String)", null)]
    [InlineData("P:Comments.Heir.Again", null)]
    [InlineData("P:Comments.Heir.Round", null)]
    [InlineData("P:Comments.Heir.Hidden", null)]
    [InlineData("P:Comments.Ancestor.Own", "The base's own.")]
    public void What_has_no_words_of_its_own_says_what_it_overrides_or_implements(string id, string? text) => Assert.Equal(text, Carried.GetValueOrDefault(id));

    [Theory]
    [InlineData("P:Comments.Part.Weight", "What a part weighs.")]
    [InlineData("P:Comments.Special.Rank", "How special.")]
    [InlineData("P:Comments.Positional.Name", "What it is called.")]
    public void What_an_exported_object_may_hold_carries_its_comments_too(string id, string text) => Assert.Equal(text, Carried.GetValueOrDefault(id));

    [Fact]
    public void What_nobody_can_see_is_not_carried()
    {
        Assert.DoesNotContain(Carried.Keys, id => id.Contains("Unreached", StringComparison.Ordinal) || id.Contains("Concealed", StringComparison.Ordinal) || id.Contains("Unmarked", StringComparison.Ordinal));
        Assert.DoesNotContain(Carried.Values, text => text.Contains("Not carried", StringComparison.Ordinal));
        Assert.All(Carried.Keys, id => Assert.Contains(In, id, StringComparison.Ordinal));
    }

    [Fact]
    public void An_assembly_without_comments_carries_nothing() => Assert.Null(typeof(FarDerived).Assembly.GetManifestResourceInfo("<ObjectFs>comments"));

    private static IEnumerable<IMemberDefinition> MembersOf(TypeDefinition type) =>
        [type, .. type.Methods, .. type.Properties, .. type.Fields, .. type.Events];

    private static Dictionary<string, string> Read(Assembly assembly)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream("<ObjectFs>comments")!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("ObjectFs comments 1", lines[0]);
        return lines.Skip(1).Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1]);
    }
}
