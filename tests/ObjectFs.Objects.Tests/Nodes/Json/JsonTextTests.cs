using System.Text.Json;
using ObjectFs.Objects.Tests.Nodes.Tables;

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
}

[Export]
public class Marked
{
    public char Sign { get; set; }
}
