using System.Globalization;
using System.Text.Json;

namespace ObjectFs.Objects.Tests.Nodes.Tables;

/// <summary>Tables of instances that are born, change and die meanwhile.</summary>
public sealed class ChurnTests : IAsyncDisposable
{
    private const int Kept = 10_000;
    private const int Rounds = 3;

    private readonly ObjectRegistry _registry = new();
    private readonly Gauge[] _kept;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _churning;

    public ChurnTests()
    {
        _kept = [.. Enumerable.Range(0, Kept).Select(number => new Gauge { Label = Label(number) })];
        Array.ForEach(_kept, _registry.Register);
        _churning = Task.Factory.StartNew(Churn, TaskCreationOptions.LongRunning);
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _churning;
        _done.Dispose();
    }

    [Fact]
    public async Task Each_that_lives_throughout_has_one_whole_line_of_csv()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var text = await _registry.ReadAsync("Gauge/.csv");
            Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
            var lines = text.Split("\r\n")[1..^1];
            Assert.All(lines, static line => Assert.Equal(4, line.Split(',').Length));
            AssertEachOnce(lines.Select(static line => line.Split(',')[1]));
        }
    }

    [Fact]
    public async Task Each_that_lives_throughout_is_one_element_of_json()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var all = JsonDocument.Parse(await _registry.ReadAsync("Gauge/.json"));
            AssertEachOnce(all.RootElement.EnumerateArray().Select(static gauge => gauge.GetProperty("Label").GetString()!));
        }
    }

    [Fact]
    public async Task The_count_is_never_less_than_those_that_live_throughout()
    {
        for (var round = 0; round < Rounds; round++)
            Assert.InRange(int.Parse(await _registry.ReadAsync("Gauge/.count"), CultureInfo.InvariantCulture), Kept, int.MaxValue);
    }

    [Fact]
    public async Task Each_that_lives_throughout_is_found_by_its_values()
    {
        for (var round = 0; round < Rounds; round++)
        {
            AssertEachOnce(await _registry.NamesAsync("Gauge/.by/Label"));
            Assert.Equal(["42"], await _registry.NamesAsync($"Gauge/.by/Label/{Label(41)}"));
            var same = await _registry.NamesAsync("Gauge/.by/Ratio/0.5");
            Assert.Equal(same.Count, same.Distinct().Count());
            Assert.Equal(Enumerable.Range(1, Kept).Select(static number => $"{number}"), same.Take(Kept));
        }
    }

    private static string Label(int number) => $"kept-{number}";

    private static void AssertEachOnce(IEnumerable<string> labels) =>
        Assert.Equal(
            Enumerable.Range(0, Kept).Select(Label),
            labels.Where(static label => label.StartsWith("kept-", StringComparison.Ordinal)).OrderBy(static label => int.Parse(label[5..], CultureInfo.InvariantCulture)));

    private void Churn()
    {
        var passing = new Queue<Gauge>();
        for (var turn = 0; !_done.IsCancellationRequested; turn++)
        {
            var born = new Gauge { Label = $"passing-{turn}" };
            _registry.Register(born);
            passing.Enqueue(born);
            _kept[turn % Kept].Level = turn;

            // some are taken out, others are left to the garbage collector
            if (passing.Count > 1000 && passing.Dequeue() is var old && turn % 2 == 0)
                _registry.Remove(old);
            if (turn % 50_000 == 0)
                GC.Collect(0);
        }
    }
}
