using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests;

/// <summary>Where a node waits until a test lets it go on, or its caller gives up.</summary>
/// <param name="heedsCancellation">Else it goes on only when let.</param>
internal sealed class Gate(bool heedsCancellation = true)
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private int _entries;

    /// <summary>Somebody has come.</summary>
    public Task Entered => _entered.Task.WaitAsync(RawClient.Patience);

    /// <summary>Somebody inside was told to give up.</summary>
    public Task Cancelled => _cancelled.Task.WaitAsync(RawClient.Patience);

    public int Inside => Volatile.Read(ref _inside);

    public int Entries => Volatile.Read(ref _entries);

    public void Open() => _open.TrySetResult();

    public async Task<Errno> PassAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inside);
        Interlocked.Increment(ref _entries);
        await using var registration = cancellationToken.Register(() => _cancelled.TrySetResult());
        _entered.TrySetResult();
        try
        {
            await _open.Task.WaitAsync(heedsCancellation ? cancellationToken : CancellationToken.None);
            return Errno.None;
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            return Errno.EINTR;
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
