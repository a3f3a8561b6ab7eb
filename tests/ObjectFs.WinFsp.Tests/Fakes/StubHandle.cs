using ObjectFs.Tree;

namespace ObjectFs.WinFsp.Tests;

/// <summary>A handle that does what a test says.</summary>
internal sealed class StubHandle : Handle
{
    public delegate ValueTask<Result<int>> Reader(long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    public delegate ValueTask<Result<int>> Writer(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    public Reader? OnRead { get; init; }

    public Writer? OnWrite { get; init; }

    public Func<long, Result>? OnTruncate { get; init; }

    public Func<Result>? OnFlush { get; init; }

    public Action? OnClose { get; init; }

    public bool Stream { get; init; }

    public bool Unsized { get; init; }

    public override bool IsStream => Stream;

    public override bool IsUnsized => Unsized;

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        OnRead?.Invoke(offset, buffer, cancellationToken) ?? new(0);

    public override ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        OnWrite?.Invoke(offset, data, cancellationToken) ?? new(data.Length);

    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken) => new(OnTruncate?.Invoke(size) ?? Result.Success);

    public override ValueTask<Result> FlushAsync(CancellationToken cancellationToken) => new(OnFlush?.Invoke() ?? Result.Success);

    public override ValueTask CloseAsync()
    {
        OnClose?.Invoke();
        return default;
    }
}
