using System.Text;
using ObjectFs.Cli.Copying;
using ObjectFs.Cli.Output;

namespace ObjectFs.Cli.Tests;

public sealed class ProgressTests
{
    private readonly CopyProgress _progress = new();
    private readonly TaskCompletionSource _copy = new();

    [Fact]
    public async Task A_copy_that_takes_long_is_drawn_on_a_terminal()
    {
        using var drawn = new Signalling();
        _progress.Begin("Health", 100);
        _progress.Add(42);
        var watch = ProgressBar.WatchAsync(_copy.Task, _progress, new Terminal(drawn, isTerminal: true, colour: false, width: 80), TimeProvider.System);
        await drawn.Holds("42%").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _copy.SetResult();
        await watch;
        Assert.Contains("Health", drawn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_copy_draws_nothing()
    {
        using var drawn = new Signalling();
        _copy.SetResult();
        await ProgressBar.WatchAsync(_copy.Task, _progress, new Terminal(drawn, isTerminal: true, colour: false, width: 80), TimeProvider.System);
        Assert.Equal("", drawn.Text);
    }

    [Fact]
    public async Task A_copy_that_fails_fails_though_it_is_drawn()
    {
        using var drawn = new Signalling();
        var watch = ProgressBar.WatchAsync(_copy.Task, _progress, new Terminal(drawn, isTerminal: true, colour: false, width: 80), TimeProvider.System);
        await drawn.Holds("0 files").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _copy.SetException(CommandException.Refused("no"));
        await Assert.ThrowsAsync<CommandException>(() => watch);
    }

    /// <summary>Says when a text was written to it.</summary>
    private sealed class Signalling : MemoryStream
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile string? _text;

        public string Text
        {
            get
            {
                lock (this)
                    return Encoding.UTF8.GetString(ToArray());
            }
        }

        public Task Holds(string text)
        {
            _text = text;
            Look();
            return _held.Task;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            lock (this)
                base.Write(buffer.ToArray(), 0, buffer.Length);
            Look();
        }

        private void Look()
        {
            if (_text is { } text && Text.Contains(text, StringComparison.Ordinal))
                _held.TrySetResult();
        }
    }
}
