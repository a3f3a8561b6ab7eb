using System.ComponentModel;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Comments;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Tests.Shapes;

/// <summary>What the program says of itself, found by what is reflected.</summary>
public sealed class DocumentationTests
{
    private const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Every_id_is_as_the_compiler_writes_it()
    {
        var assembly = typeof(Heir).Assembly;
        var ids = assembly.GetTypes().SelectMany(static type => type.GetMembers(All).Where(static member => member is not Type).Prepend(type)).Select(DocumentationId.Of).ToHashSet();
        var written = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").Select(static member => (string)member.Attribute("name")!).ToList();
        Assert.Equal([], written.Where(id => !ids.Contains(id)));
        Assert.True(written.Count > 40, $"{written.Count} comments");
    }

    [Fact]
    public void A_generic_type_says_the_same_whatever_it_is_closed_over()
    {
        Assert.StartsWith("All that a comment may hold", Documentation.Of(typeof(Documented<string>)), StringComparison.Ordinal);
        Assert.Equal("A plain one.", Documentation.Of(typeof(Documented<int>).GetProperty("Plain")!));
        Assert.Equal("Takes a text.", Documentation.Of(typeof(Documented<Guid>).GetMethod("Take", [typeof(string)])!));
    }

    [Fact]
    public void A_method_says_what_it_takes_and_returns()
    {
        var take = typeof(Documented<int>).GetMethods().Single(static method => method.Name == "Take" && method.GetParameters().Length == 12);
        Assert.Equal("Takes many.", Documentation.Of(take));
        Assert.Equal("A reference, of rate.", Documentation.Of(take.GetParameters()[0]));
        Assert.Null(Documentation.Of(take.GetParameters()[3]));
        Assert.Equal("How many.", Documentation.OfResult(take));
    }

    [Fact]
    public void What_is_overridden_lends_its_words()
    {
        Assert.Equal("The base's text.", Documentation.Of(typeof(Heir).GetProperty("Text")!));
        Assert.Equal("The base's own.", Documentation.Of(typeof(Heir).GetProperty("Own")!));
        Assert.Equal("How often.", Documentation.Of(typeof(Heir).GetMethod("Call")!.GetParameters()[0]));
    }

    [Fact]
    public void An_attribute_on_what_is_overridden_speaks_for_the_override()
    {
        Assert.Equal("Said of the base.", Documentation.Of(typeof(Quiet).GetProperty("Level")!));
        Assert.Equal("Said of the base's call.", Documentation.Of(typeof(Quiet).GetMethod("Call")!));
        Assert.Equal("Said of its parameter.", Documentation.Of(typeof(Quiet).GetMethod("Call")!.GetParameters()[0]));
    }

    [Fact]
    public void A_text_is_cut_between_characters() => Assert.Equal($"{new string('x', 4095)}…", Encoding.UTF8.GetString(Facts.Encode($"{new string('x', 4095)}😀 and more")));

    [Fact]
    public void An_attribute_comes_before_a_comment() => Assert.Equal("Said in the attribute.", Documentation.Of(typeof(Heir).GetProperty("Both")!));

    [Fact]
    public void The_frameworks_types_say_nothing() => Assert.Null(Documentation.Of(typeof(List<int>).GetProperty("Count")!));

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("Something else\nT:A\tA\n")]
    [InlineData("ObjectFs comments 2\nT:A\tA\n")]
    [InlineData("ObjectFs comments 1\nT:A\n\tA\nT:A \t \n")]
    [InlineData("ObjectFs comments 1\nT:A\tred \u001b[31m\n")]
    public void What_is_no_table_of_comments_says_nothing(string resource)
    {
        var comments = CarriedComments.Read(new MemoryStream(Encoding.UTF8.GetBytes(resource)));
        Assert.Null(comments.Find("T:A"));
        Assert.Null(comments.Find(""));
    }

    [Fact]
    public void Lines_beside_a_broken_one_are_read()
    {
        var comments = CarriedComments.Read(new MemoryStream([.. "ObjectFs comments 1\nT:A\tA\n"u8, 0xFF, 0xFE, (byte)'\t', (byte)'\n', .. "T:Long\t"u8, .. new byte[100_000].Select(static _ => (byte)'x'), .. "\nT:B\tB\tb\nT:A\tagain"u8]));
        Assert.Equal("A", comments.Find("T:A"));
        Assert.Null(comments.Find("T:B"));
        Assert.Null(comments.Find("T:Long"));
    }

    [Fact]
    public void No_resource_and_an_endless_one_say_nothing()
    {
        Assert.Null(CarriedComments.Read(null).Find("T:A"));
        using var endless = new MemoryStream();
        endless.Write("ObjectFs comments 1\nT:A\tA\n"u8);
        endless.SetLength(20 << 20);
        endless.Position = 0;
        Assert.Null(CarriedComments.Read(endless).Find("T:A"));
    }

    [Fact]
    public void Random_bytes_are_survived()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(4096)];
            random.NextBytes(bytes);
            Assert.Null(CarriedComments.Read(new MemoryStream([.. "ObjectFs comments 1\n"u8, .. bytes])).Find("T:A"));
        }
    }

    private abstract class Talkative
    {
        [Description("Said of the base.")]
        public abstract int Level { get; }

        [Description("Said of the base's call.")]
        public abstract void Call([Description("Said of its parameter.")] int times);
    }

    private sealed class Quiet : Talkative
    {
        public override int Level => 1;

        public override void Call(int times)
        {
        }
    }
}
