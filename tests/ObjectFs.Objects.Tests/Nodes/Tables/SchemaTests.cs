using System.Text.Json;
using System.Text.Json.Nodes;

namespace ObjectFs.Objects.Tests.Nodes.Tables;

public sealed class SchemaTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Described _described = new();

    public SchemaTests() => _registry.Register(_described);

    public static TheoryData<string, string> Members => new()
    {
        { "Speed", """{"type":"number","minimum":0,"maximum":120,"description":"How fast it turns.","unit":"rpm"}""" },
        { "Small", """{"type":"integer","minimum":0,"maximum":255}""" },
        { "Maybe", """{"type":["integer","null"],"minimum":-9223372036854775808,"maximum":9223372036854775807}""" },
        { "Free", """{"anyOf":[{"type":"number"},{"enum":["NaN","Infinity","-Infinity"]}]}""" },
        { "Short", """{"type":"string","minLength":2,"maxLength":5}""" },
        { "Odd", """{"type":"integer","minimum":-2147483648,"maximum":2147483647,"enum":[1,3]}""" },
        { "Note", """{"type":["string","null"]}""" },
        { "Day", """{"enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"]}""" },
        { "Perhaps", """{"enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday",null]}""" },
        { "Id", """{"type":"string","format":"uuid","readOnly":true}""" },
        { "At", """{"type":"string","format":"date-time"}""" },
        { "On", """{"type":"boolean"}""" },
        { "Raw", """{"type":"string","contentEncoding":"base64"}""" },
        { "Counts", """{"type":"object","additionalProperties":{"type":"integer","minimum":-2147483648,"maximum":2147483647}}""" },
        { "Other", """{"type":["object","null"],"properties":{"$ref":{"type":"string"}}}""" },
        { "Anything", "{}" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_member_is_described_by_its_declaration(string member, string expected)
    {
        var schema = await SchemaAsync();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), schema["properties"]![member]), schema["properties"]![member]!.ToJsonString());
    }

    [Fact]
    public async Task A_text_that_is_required_has_at_least_a_character_and_its_pattern()
    {
        var word = (await SchemaAsync())["properties"]!["Word"]!;
        Assert.Equal(("^(?:[a-z]+)$", 1), ((string?)word["pattern"], (int)word["minLength"]!));
    }

    [Fact]
    public async Task All_members_are_there_and_no_others()
    {
        var schema = await SchemaAsync();
        Assert.Equal(("https://json-schema.org/draft/2020-12/schema", "object", "Described"), ((string?)schema["$schema"], (string?)schema["type"], (string?)schema["title"]));
        Assert.False((bool)schema["additionalProperties"]!);
        using var instance = JsonDocument.Parse(await _registry.ReadAsync("Described/1/.json"));
        Assert.Equal(instance.RootElement.EnumerateObject().Select(static each => each.Name), schema["required"]!.AsArray().Select(static each => (string)each!));
    }

    [Fact]
    public async Task Types_that_contain_themselves_are_described_once()
    {
        var parts = (await SchemaAsync())["$defs"]!.AsObject();
        var leg = Assert.Single(parts);
        Assert.Equal("ObjectFs.Objects.Tests.Nodes.Tables.Leg", leg.Key);
        Assert.Equal("#/$defs/ObjectFs.Objects.Tests.Nodes.Tables.Leg", (string?)leg.Value!["properties"]!["Next"]!["anyOf"]![0]!["$ref"]);
        Assert.Equal("null", (string?)leg.Value!["properties"]!["Next"]!["anyOf"]![2]!["type"]);
    }

    private async Task<JsonNode> SchemaAsync() => JsonNode.Parse(await _registry.ReadAsync("Described/.schema"))!;
}
