using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests;

/// <summary>A handle that does what a test says, and counts.</summary>
internal sealed class StubHandle : Handle
{
    public delegate ValueTask<Result<int>> Reader(long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    public delegate ValueTask<Result<int>> Writer(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _closes;
    private int _flushes;

    public Reader? OnRead { get; init; }

    public Writer? OnWrite { get; init; }

    public Func<CancellationToken, ValueTask<Result>>? OnFlush { get; init; }

    public Action? OnClose { get; init; }

    public bool Stream { get; init; }

    public override bool IsStream => Stream;

    /// <summary>How often.</summary>
    public int Closes => Volatile.Read(ref _closes);

    /// <summary>How often.</summary>
    public int Flushes => Volatile.Read(ref _flushes);

    public Task Closed => _closed.Task.WaitAsync(RawClient.Patience);

    /// <summary>Reads wait at a gate, and then give nothing.</summary>
    public static StubHandle Behind(Gate gate) => new()
    {
        OnRead = async (_, _, cancellationToken) => await gate.PassAsync(cancellationToken) is var errno && errno != Errno.None ? errno : 0,
        OnWrite = async (_, data, cancellationToken) => await gate.PassAsync(cancellationToken) is var errno && errno != Errno.None ? errno : data.Length,
    };

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        OnRead?.Invoke(offset, buffer, cancellationToken) ?? new(0);

    public override ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        OnWrite?.Invoke(offset, data, cancellationToken) ?? new(data.Length);

    public override ValueTask<Result> FlushAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _flushes);
        return OnFlush?.Invoke(cancellationToken) ?? Result.SuccessAsync;
    }

    public override ValueTask CloseAsync()
    {
        Interlocked.Increment(ref _closes);
        _closed.TrySetResult();
        OnClose?.Invoke();
        return default;
    }
}
