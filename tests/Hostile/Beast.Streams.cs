using System.Threading.Channels;

/// <content>What happens, and what flows.</content>
public sealed partial class Beast
{
    public event Action<int>? Happened
    {
        add => Counts.Add("subscribed");
        remove => Counts.Add("subscribed", -1);
    }

    public event EventHandler? Refusing
    {
        add => throw new InvalidOperationException("no listeners");
        remove => Counts.Add("subscribed", -1);
    }

    public IObservable<int> Seen { get; } = new CountingObservable();

    public ChannelReader<int> Queue { get; } = NewQueue();

    public IAsyncEnumerable<int> Ticks => CountAsync();

    public Stream Content { get; } = new MemoryStream([.. Enumerable.Range(0, 100_000).Select(static i => (byte)(i * 3))]);

    public Stream Flow { get; } = new CountingStream();

    /// <summary>What is left in the queue: nobody but the program takes of it.</summary>
    public int Queued => Queue.Count;

    private static ChannelReader<int> NewQueue()
    {
        var channel = Channel.CreateUnbounded<int>();
        for (var i = 0; i < 5; i++)
            channel.Writer.TryWrite(i);
        return channel.Reader;
    }

    private static async IAsyncEnumerable<int> CountAsync()
    {
        Counts.Add("pulled");
        await Task.CompletedTask;
        for (var i = 0; ; i++)
            yield return i;
    }
}
