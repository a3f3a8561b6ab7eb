using System.Threading.Channels;

namespace ObjectFs.Conformance.Subjects;

[Export(Name = "{Key}")]
public class Streaming(string key)
{
    private readonly Channel<int> _jobs = Channel.CreateUnbounded<int>();

    public event EventHandler<HeatEventArgs>? Overheated;

    public event Action? Plain;

    public string Key { get; } = key;

    public int Speed { get; set; } = 1;

    public string? Text { get; set; } = "one";

    public Nested Inner { get; } = new();

    public ChannelReader<int> Jobs => _jobs.Reader;

    [NotExported]
    public Source Source { get; } = new();

    public IObservable<double> Readings => Source;

    [NotExported]
    public int Pulled { get; private set; }

    public IAsyncEnumerable<int> Ticks => CountAsync();

    public Stream Content { get; } = new MemoryStream("0123456789"u8.ToArray());

    public void Heat(int degrees)
    {
        Overheated?.Invoke(this, new HeatEventArgs(degrees));
        Plain?.Invoke();
    }

    public void Enqueue(int job) => Assert.True(_jobs.Writer.TryWrite(job));

    private async IAsyncEnumerable<int> CountAsync()
    {
        while (Pulled < 3)
        {
            await Task.Yield();
            yield return ++Pulled;
        }
    }
}

/// <summary>Tells one observer, which it holds.</summary>
public sealed class Source : IObservable<double>, IDisposable
{
    private volatile IObserver<double>? _observer;

    public IDisposable Subscribe(IObserver<double> observer)
    {
        _observer = observer;
        return this;
    }

    public void Tell(double value) => _observer!.OnNext(value);

    public void Complete() => _observer!.OnCompleted();

    public void Dispose() => _observer = null;
}

public sealed class HeatEventArgs(int degrees) : EventArgs
{
    public int Degrees { get; } = degrees;
}

public class Nested : System.ComponentModel.INotifyPropertyChanged
{
    public event System.ComponentModel.PropertyChangedEventHandler? PropertyChanged;

    public int Level
    {
        get;
        set
        {
            field = value;
            PropertyChanged?.Invoke(this, new(nameof(Level)));
        }
    }
}

[Export]
public static class StreamingStatics
{
    public static int Count { get; set; }
}
