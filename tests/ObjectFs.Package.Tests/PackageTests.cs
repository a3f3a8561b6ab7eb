using ObjectFs.Tests.Shared;
using Xunit;

namespace ObjectFs.Package.Tests;

public sealed class PackageTests(PackedSolution packed)
{
    private const string OnePackage = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
          <ItemGroup><PackageReference Include="ObjectFs" Version="$(ObjectFsVersion)" /></ItemGroup>
        </Project>
        """;

    private const string Program = """
        using System.Reflection;
        using ObjectFs;

        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;
        var player = new Player { Speed = 3 };
        Console.WriteLine($"speed {player.Speed}");
        Console.WriteLine("woven " + typeof(Player).Assembly.CustomAttributes.Any(a => a.AttributeType.FullName == "ObjectFs.Weaving.WovenAttribute"));
        Console.WriteLine("identity " + typeof(Player).GetField("<ObjectFs>identity", Hidden)?.FieldType);
        Console.WriteLine("interest " + typeof(Player).GetMethod("<ObjectFs>Interest", Hidden)?.ReturnType);
        if (args.Length > 0)
            Console.In.ReadToEnd(); // until whoever looks has seen enough
        Console.WriteLine($"speed {player.Speed}");

        [Export(Name = "{Login}")]
        public class Player
        {
            public string Login { get; set; } = "alice";
            public int Speed { get; set; }
        }
        """;

    private static readonly string[] WovenAnswer = ["speed 3", "woven True", "identity System.Int64", "interest System.Int32&", "speed 3"];

    [Fact]
    public async Task One_package_reference_and_no_xml_weave_a_program()
    {
        packed.Write("One/One.csproj", OnePackage);
        packed.Write("One/Program.cs", Program);
        var build = (await packed.BuildAsync("One")).Succeeded();
        Assert.DoesNotContain("warning", build.Output, StringComparison.Ordinal);
        Assert.Equal(WovenAnswer, Lines(await packed.RunAsync("One")));
    }

    [Fact]
    public async Task The_tree_of_a_fresh_program_is_mounted_by_its_environment_read_and_written()
    {
        FuseDevice.Need();
        packed.Write("Mounted/Mounted.csproj", OnePackage);
        packed.Write("Mounted/Program.cs", Program);
        (await packed.BuildAsync("Mounted")).Succeeded();
        await using var program = await MountedProgram.StartAsync(packed.ProgramOf("Mounted"), packed.Free("mnt"));

        Assert.Equal("3\n", await program.ReadAsync("Player/alice/Speed"));
        await program.WriteAsync("Player/alice/Speed", "7\n");
        Assert.Contains("speed 7", await program.EndAsync(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(packed.Free("mnt")));
    }

    [Fact]
    public async Task A_drive_is_a_package_of_its_own_and_whoever_lacks_it_is_told_so()
    {
        const string Asks = """
            using ObjectFs;

            try
            {
                await using var fs = await ObjectFsServer.StartAsync(new ObjectFsOptions { Protocols = ObjectFsProtocols.WinFsp });
            }
            catch (IOException exception)
            {
                Console.WriteLine(exception.Message);
            }
            """;
        packed.Write("Without/Without.csproj", OnePackage);
        packed.Write("Without/Program.cs", Asks);
        (await packed.BuildAsync("Without")).Succeeded();
        Assert.Contains("dotnet add package ObjectFs.WinFsp", (await packed.RunAsync("Without")).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(packed.ProgramOf("Without"))!, "ObjectFs.WinFsp.dll")));

        packed.Write("With/With.csproj", OnePackage.Replace("</ItemGroup>", """<PackageReference Include="ObjectFs.WinFsp" Version="$(ObjectFsVersion)" /></ItemGroup>""", StringComparison.Ordinal));
        packed.Write("With/Program.cs", Asks);
        (await packed.BuildAsync("With")).Succeeded();
        Assert.Contains("on Windows only", (await packed.RunAsync("With")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_comments_of_a_fresh_program_reach_its_tree_and_nothing_else()
    {
        packed.Write("Said/Said.csproj", OnePackage);
        packed.Write("Said/Program.cs", Commented("How fast <see cref=\"Login\"/> runs. <see cref=\"Nope\"/><paramref name=\"nope\"/><typeparamref name=\"Nope\"/>"));
        var build = (await packed.BuildAsync("Said")).Succeeded();
        Assert.DoesNotContain("warning", build.Output, StringComparison.Ordinal);
        Assert.Contains("How fast Login runs.", (await packed.RunAsync("Said")).Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(packed.ProgramOf("Said"))!, "Said*.xml"));

        packed.Write("Said/Program.cs", Commented("How far."));
        (await packed.BuildAsync("Said")).Succeeded();
        Assert.Contains("How far.", (await packed.RunAsync("Said")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_publishes_its_comments_goes_on_doing_so()
    {
        packed.Write("Own/Own.csproj", OnePackage.Replace("<OutputType>", "<GenerateDocumentationFile>true</GenerateDocumentationFile><OutputType>", StringComparison.Ordinal));
        packed.Write("Own/Program.cs", Commented("How fast."));
        var build = (await packed.BuildAsync("Own")).Succeeded();
        Assert.Contains("CS1591", build.Output, StringComparison.Ordinal);
        Assert.Contains("How fast.", (await packed.RunAsync("Own")).Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(packed.ProgramOf("Own"))!, "Own*.xml"));
    }

    [Fact]
    public async Task A_program_that_wants_no_comments_in_its_assembly_has_none()
    {
        packed.Write("Silent/Silent.csproj", OnePackage.Replace("<OutputType>", "<ObjectFsDocumentation>False</ObjectFsDocumentation><GenerateDocumentationFile>true</GenerateDocumentationFile><OutputType>", StringComparison.Ordinal));
        packed.Write("Silent/Program.cs", Commented("How fast."));
        (await packed.BuildAsync("Silent")).Succeeded();
        Assert.DoesNotContain("How fast.", (await packed.RunAsync("Silent")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_with_another_weaver_in_its_xml_is_woven_by_both()
    {
        packed.Write("Stamp.Fody/Stamp.Fody.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion></PropertyGroup>
              <ItemGroup><PackageReference Include="FodyHelpers" Version="$(FodyHelpersVersion)" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        packed.Write("Stamp.Fody/ModuleWeaver.cs", """
            using Mono.Cecil;

            public sealed class ModuleWeaver : Fody.BaseModuleWeaver
            {
                public override void Execute() => ModuleDefinition.Types.Add(new TypeDefinition("", "Stamp", TypeAttributes.Class | TypeAttributes.Public, TypeSystem.ObjectReference));

                public override IEnumerable<string> GetAssembliesForScanning() => [];
            }
            """);
        (await packed.BuildAsync("Stamp.Fody")).Succeeded();
        packed.Write("Xml/Xml.csproj", OnePackage.Replace(
            "<ItemGroup>", """<ItemGroup><WeaverFiles Include="../Stamp.Fody/bin/Debug/netstandard2.0/Stamp.Fody.dll" />""", StringComparison.Ordinal));
        packed.Write("Xml/FodyWeavers.xml", "<Weavers><Stamp /></Weavers>");
        packed.Write("Xml/Program.cs", Program.Replace(
            "if (args", """Console.WriteLine("stamped " + (typeof(Player).Assembly.GetType("Stamp") is not null)); if (args""", StringComparison.Ordinal));
        (await packed.BuildAsync("Xml")).Succeeded();
        var answer = Lines(await packed.RunAsync("Xml"));
        Assert.Equal([.. WovenAnswer[..^1], "stamped True", WovenAnswer[^1]], answer);
    }

    [Fact]
    public async Task A_program_with_an_xml_that_names_no_weaver_is_woven_too()
    {
        packed.Write("Empty/Empty.csproj", OnePackage);
        packed.Write("Empty/FodyWeavers.xml", "<Weavers></Weavers>");
        packed.Write("Empty/Program.cs", Program);
        (await packed.BuildAsync("Empty")).Succeeded();
        Assert.Equal(WovenAnswer, Lines(await packed.RunAsync("Empty")));
    }

    [Fact]
    public async Task A_mistake_is_a_build_error_with_its_code_file_and_line()
    {
        packed.Write("Mistake/Mistake.csproj", OnePackage);
        packed.Write("Mistake/Program.cs", Program.Replace("{Login}", "{Nope}", StringComparison.Ordinal));
        var build = await packed.BuildAsync("Mistake");
        Assert.NotEqual(0, build.Status);
        Assert.Matches(@"Program\.cs\(17,.*error.*OFS0002: Player: ", build.Output);
    }

    [Fact]
    public async Task A_project_that_exports_without_the_package_is_warned()
    {
        packed.Write("Through/Through.csproj", Referencing());
        packed.Write("Through/Program.cs", "Console.WriteLine(new Own());\n[ObjectFs.Export] public class Own;\n");
        var build = (await packed.BuildAsync("Through")).Succeeded();
        Assert.Matches(@"Through\.csproj.*warning OFS0001: Through uses \[Export\] but is not woven.*PackageReference", build.Output);
    }

    [Fact]
    public async Task A_project_that_exports_nothing_is_not_warned()
    {
        packed.Write("Quiet/Quiet.csproj", Referencing());
        packed.Write("Quiet/Program.cs", "Console.WriteLine(new InTheLibrary().Level); // [Export]\n");
        var build = (await packed.BuildAsync("Quiet")).Succeeded();
        Assert.DoesNotContain("OFS0001", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_turns_weaving_off_is_warned()
    {
        packed.Write("Off/Off.csproj", OnePackage.Replace("<OutputType>", "<DisableFody>true</DisableFody><OutputType>", StringComparison.Ordinal));
        packed.Write("Off/Program.cs", Program);
        var build = (await packed.BuildAsync("Off")).Succeeded();
        Assert.Matches("warning OFS0001: Off uses .*DisableFody", build.Output);
    }

    // looks at its own .type as a gateway does
    private static string Commented(string comment) => Program
        .Replace("    public int Speed", $"    /// <summary>{comment}</summary>\n    public int Speed", StringComparison.Ordinal)
        .Replace("if (args", """
            var instance = await ObjectRegistry.Default.Root.LookupAsync("Player"u8, default);
            instance = await instance.Value.LookupAsync("alice"u8, default);
            instance = await instance.Value.LookupAsync(".type"u8, default);
            var handle = (await instance.Value.OpenAsync(ObjectFs.Tree.OpenFlags.Read, ObjectFs.Tree.Caller.Self, default)).Value;
            var text = new byte[10_000];
            Console.WriteLine(System.Text.Encoding.UTF8.GetString(text, 0, (await handle.ReadAsync(0, text, default)).Value));
            if (args
            """, StringComparison.Ordinal);

    private string Referencing()
    {
        packed.Write("Library/Library.csproj", OnePackage.Replace("Exe", "Library", StringComparison.Ordinal));
        packed.Write("Library/InTheLibrary.cs", "[ObjectFs.Export] public class InTheLibrary { public int Level { get; set; } }\n");
        return """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>
            </Project>
            """;
    }

    private static string[] Lines(Dotnet run) => run.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
