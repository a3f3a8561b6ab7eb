using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ObjectFs.Objects.Tests.Nodes.Tables;

/// <summary>Declarations that a schema must survive, and say rightly.</summary>
public sealed class StrangeSchemaTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Strange _strange = new();

    public StrangeSchemaTests() => _registry.Register(_strange);

    [Fact]
    public async Task A_collection_that_holds_its_own_kind_ends_somewhere()
    {
        using var schema = await SchemaAsync();
        Assert.Equal("array", schema.RootElement.GetProperty("properties").GetProperty("Nest").GetProperty("type").GetString());
        Assert.Equal("object", schema.RootElement.GetProperty("properties").GetProperty("Deep").GetProperty("type").GetString());
    }

    [Fact]
    public async Task What_json_does_not_show_is_not_required_in_it()
    {
        using var schema = await SchemaAsync();
        using var instance = JsonDocument.Parse(await _registry.ReadAsync("Strange/1/.json"));
        Assert.Equal(
            instance.RootElement.EnumerateObject().Select(static member => member.Name),
            schema.RootElement.GetProperty("required").EnumerateArray().Select(static name => name.GetString()));
    }

    [Fact]
    public async Task Bounds_are_written_as_json_has_numbers()
    {
        using var schema = await SchemaAsync();
        var price = schema.RootElement.GetProperty("properties").GetProperty("Price");
        Assert.Equal((0.5m, 10m), (price.GetProperty("minimum").GetDecimal(), price.GetProperty("maximum").GetDecimal()));
    }

    [Fact]
    public async Task Of_several_bounds_the_narrowest_is_said_once()
    {
        using var schema = await SchemaAsync();
        var code = schema.RootElement.GetProperty("properties").GetProperty("Code");
        Assert.Equal((3, 8), (code.GetProperty("minLength").GetInt32(), code.GetProperty("maxLength").GetInt32()));
    }

    // a keyword that comes twice is refused
    private async Task<JsonDocument> SchemaAsync() =>
        JsonDocument.Parse(await _registry.ReadAsync("Strange/.schema"), new JsonDocumentOptions { AllowDuplicateProperties = false });
}

[Export]
[SuppressMessage("Design", "CA1003", Justification = "An event of any shape.")]
public class Strange
{
    public event Action<int>? Happened;

    public Nest Nest { get; } = [];

    public Deep Deep { get; } = [];

    [Range(typeof(decimal), ".5", "+10")]
    public decimal Price { get; set; } = 1;

    [StringLength(10), MinLength(3), MaxLength(8)]
    public string Code { get; set; } = "abcd";

    [AllowedValues(DayOfWeek.Monday, null)]
    public DayOfWeek? Day { get; set; }

    protected void Happen() => Happened?.Invoke(1);
}

public class Nest : List<Nest>;

public class Deep : Dictionary<string, Deep>;
