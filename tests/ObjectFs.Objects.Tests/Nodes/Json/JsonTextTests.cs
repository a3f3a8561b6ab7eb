using System.Text.Json;
using System.Text.RegularExpressions;
using ObjectFs.Objects.Tests.Nodes.Tables;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes.Json;

public sealed class JsonTextTests
{
    private readonly ObjectRegistry _registry = new();

    [Theory, InlineData('\r'), InlineData('\n'), InlineData('"'), InlineData('\u20ac')]
    public async Task A_character_is_itself(char sign)
    {
        var marked = new Marked { Sign = sign };
        _registry.Register(marked);
        using var json = JsonDocument.Parse(await _registry.ReadAsync("Marked/1/.json"));
        Assert.Equal($"{sign}", json.RootElement.GetProperty("Sign").GetString());
        GC.KeepAlive(marked);
    }

    [Fact]
    public async Task A_formatter_of_the_program_that_throws_costs_its_own_value()
    {
        var priced = new Priced();
        _registry.Register(priced);
        const string Wrong = """{"$error":"InvalidOperationException: no such currency"}""";
        const string Named = """{"$error":"Price: InvalidOperationException: no such currency"}""";
        Assert.Equal(
            $"{{\"Price\":{Named},\"Paid\":[\"5 EUR\",{Named.Replace("Price", "Paid", StringComparison.Ordinal)}],\"Inner\":{{\"Price\":{Named}}},\"Name\":\"x\"}}\n",
            Regex.Replace(await _registry.ReadAsync("Priced/1/.json"), ""","Sequence":{"\$lazy":"[^"]*"}""", ""));
        Assert.Equal($"\"5 EUR\"\n{Wrong}\n", await _registry.ReadAsync("Priced/1/Sequence"));
        GC.KeepAlive(priced);
    }

    [Fact]
    public async Task A_formatter_of_the_program_that_hangs_costs_its_own_value()
    {
        using var never = new ManualResetEventSlim();
        var priced = new Priced { Price = new Amount(never) };
        _registry.GetterBudget = TimeSpan.FromMilliseconds(200);
        _registry.Register(priced);
        var text = await _registry.ReadAsync("Priced/1/.json").WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.StartsWith("""{"Price":{"$error":"Price: it took longer than 200 ms""", text, StringComparison.Ordinal);
        Assert.Contains("\"Name\":\"x\"", text, StringComparison.Ordinal);
        never.Set();
        GC.KeepAlive(priced);
    }

    [Theory, InlineData(""), InlineData(".objectfs/tx/fix/")]
    public async Task A_value_of_any_type_that_the_program_formats_keeps_no_reader_for_longer_than_its_budget(string root)
    {
        using var never = new ManualResetEventSlim();
        var holder = new Holder { Any = new Amount(5) };
        _registry.GetterBudget = TimeSpan.FromMilliseconds(200);
        _registry.Register(holder);
        await (await _registry.DirectoryAsync(".objectfs/tx")).CreateDirectoryAsync("fix"u8, 0x1C0, Caller.Self, TestContext.Current.CancellationToken);
        var file = await _registry.DirectoryAsync($"{root}Holder/1/Any");
        var handle = (await file.OpenAsync(OpenFlags.Read, Caller.Self, default)).Value;
        holder.Any = new Amount(never);
        var asked = Task.Run(async () => ((await file.GetAttributesAsync(default)).Value.Size, (await handle.ReadAsync(0, new byte[10], default)).Errno));
        Assert.Equal((0L, Errno.ETIMEDOUT), await asked.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        never.Set();
        GC.KeepAlive(holder);
    }

    [Fact]
    public async Task A_list_of_long_texts_is_refused_where_the_bound_is()
    {
        var hoard = new Hoard();
        _registry.Register(hoard);
        var opened = await (await _registry.Root.AtAsync("Hoard/1/.json"))!.OpenAsync(OpenFlags.Read, Caller.Self, TestContext.Current.CancellationToken);
        Assert.Equal(Errno.EFBIG, opened.Errno);
        GC.KeepAlive(hoard);
    }
}

[Export]
public class Priced
{
    public Amount Price { get; set; }

    public Amount?[] Paid { get; } = [new(5), new()];

    public Unpriced Inner { get; } = new();

    public string Name { get; set; } = "x";

    public IEnumerable<Amount> Sequence => Paid.Select(static paid => paid!.Value);

    public class Unpriced
    {
        public Amount Price { get; set; }
    }
}

/// <summary>Formats itself, where it has a number.</summary>
public readonly struct Amount : IParsable<Amount>, IFormattable
{
    private readonly int? _number;
    private readonly ManualResetEventSlim? _until;

    public Amount(int number) => _number = number;

    public Amount(ManualResetEventSlim until) => _until = until;

    public static Amount Parse(string s, IFormatProvider? provider) => new(int.Parse(s.Split(' ')[0], provider));

    public static bool TryParse(string? s, IFormatProvider? provider, out Amount result)
    {
        var isNumber = int.TryParse(s?.Split(' ')[0], provider, out var number);
        result = new(number);
        return isNumber;
    }

    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        _until?.Wait();
        return _number is { } number ? $"{number} EUR" : throw new InvalidOperationException("no such currency");
    }
}

[Export]
public class Holder
{
    public object? Any { get; set; }
}

[Export]
public class Hoard
{
    // more than an array of bytes can hold, of one text
    public IReadOnlyList<string> Texts { get; } = [.. Enumerable.Repeat(new string('x', 1 << 20), 2100)];
}

[Export]
public class Marked
{
    public char Sign { get; set; }
}
