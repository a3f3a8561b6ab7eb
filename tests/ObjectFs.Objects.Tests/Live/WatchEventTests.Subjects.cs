using System.ComponentModel;
using System.Text.Json;
using System.Threading.Channels;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

/// <content>What is watched.</content>
public sealed partial class WatchEventTests
{
    private delegate bool Question(object sender);

    private delegate void Referring(ref int value);

    private sealed class Heat(int degrees) : EventArgs
    {
        public int Degrees => degrees;
    }

    private sealed class Strange
    {
        public int Good { get; } = 1;

        public int Bad => Good == 1 ? throw new InvalidOperationException("bad") : 1;
    }

    private sealed class PipeStream : Stream
    {
        private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();

        public ChannelWriter<byte[]> Writer => _pieces.Writer;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            byte[] piece = await _pieces.Reader.ReadAsync(cancellationToken);
            piece.CopyTo(buffer);
            return piece.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class Subject : IObservable<int>, IDisposable
    {
        private IObserver<int>? _observer;

        public IDisposable Subscribe(IObserver<int> observer)
        {
            _observer = observer;
            return this;
        }

        public void Send(int value) => _observer?.OnNext(value);

        public void Complete() => _observer?.OnCompleted();

        public void Dispose() => _observer = null;
    }

    private sealed class Machine : INotifyPropertyChanged
    {
        private Action<int>? _one;
        private int _speed;

        public event EventHandler<Heat>? Overheated;

        public event Action? Plain;

        public event Action<int>? One
        {
            add => _one += value;
            remove => _one -= value;
        }

        public event Action<int, string>? Two;

        public event EventHandler<Strange>? Odd;

        public event Action<string>? Text;

        public event Question? Asked;

        public event Referring? Referred;

        public event PropertyChangedEventHandler? PropertyChanged;

        [NotExported]
        public int OneListeners => _one?.GetInvocationList().Length ?? 0;

        [NotExported]
        public Subject Observed { get; } = new();

        [NotExported]
        public Channel<int> Queue { get; } = Channel.CreateUnbounded<int>();

        [NotExported]
        public int Pulled;

        public IObservable<int> Values => Observed;

        public ChannelReader<int> Jobs => Queue.Reader;

        public IAsyncEnumerable<int> Ticks => Count(3);

        public IAsyncEnumerable<int> Endless => Count(int.MaxValue);

        public Stream Content { get; } = new MemoryStream("hello"u8.ToArray());

        public PipeStream Pipe { get; } = new();

        public int Speed
        {
            get => _speed;
            set
            {
                _speed = value;
                PropertyChanged?.Invoke(this, new(nameof(Speed)));
            }
        }

        public void Raise(int degrees) => Overheated?.Invoke(this, new Heat(degrees));

        public void RaiseOne(int value) => _one?.Invoke(value);

        public void RaiseOdd() => Odd?.Invoke(this, new Strange());

        public void Say(string text) => Text?.Invoke(text);

        public void RaiseAll()
        {
            Plain?.Invoke();
            Asked?.Invoke(this);
            Referred?.Invoke(ref _speed);
            RaiseOne(5);
            Two?.Invoke(1, "b");
        }

        private async IAsyncEnumerable<int> Count(int until)
        {
            await Task.CompletedTask;
            for (int i = 1; i <= until; i++)
            {
                Interlocked.Increment(ref Pulled);
                yield return i;
            }
        }
    }
}
