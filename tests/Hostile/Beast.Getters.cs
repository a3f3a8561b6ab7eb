using ObjectFs;

/// <content>Getters that do not behave.</content>
public sealed partial class Beast
{
    private static readonly Lazy<string> Gigabyte = new(static () => new string('x', 1 << 29));

    public int Throws => throw new InvalidOperationException("boom");

    public string Forbids => throw new UnauthorizedAccessException("not you");

    public int Hangs
    {
        get
        {
            _never.Wait();
            return 1;
        }
    }

    /// <summary>A gigabyte of memory, half a gigabyte of text.</summary>
    public string Huge => Gigabyte.Value;

    /// <summary>Each has another below it.</summary>
    public Deeper Endless => new();

    public object ThrowsOrNot => throw new FormatException("neither");

    /// <summary>Cannot be helped: a getter that is asked runs.</summary>
    public int Writes => ++Looked;

    [NotExported]
    public int Looked { get; private set; }

    [Export(Lazy = true)]
    public string Costly => "dear\n";

    [Export(Lazy = true)]
    public string CostlyAndBad => throw new InvalidOperationException("dear and bad");

    public Lazy<int> Deferred { get; } = new(static () =>
    {
        Counts.Add("forced");
        return 1;
    });

    public Task<int> Unfinished { get; } = new TaskCompletionSource<int>().Task;

    public Task<int> Failed { get; } = Task.FromException<int>(new InvalidOperationException("in vain"));

    public ValueTask<string> Finished { get; } = new("here");
}
