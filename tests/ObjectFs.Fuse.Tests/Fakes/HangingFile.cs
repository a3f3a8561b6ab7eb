using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>A file whose reader waits until the test answers.</summary>
internal sealed class HangingFile
{
    private readonly TaskCompletionSource _reading = new();
    private readonly TaskCompletionSource<Result<int>> _answer = new();

    public HangingFile(ulong inode) => File = new StubFile(inode) { Handle = () => new StubHandle { OnRead = (_, _, _) => Read() } };

    public StubFile File { get; }

    /// <summary>Ends when somebody reads.</summary>
    public Task Reading => _reading.Task;

    /// <summary>Tells every reader that the file ends here.</summary>
    public void Answer() => _answer.SetResult(0);

    private ValueTask<Result<int>> Read()
    {
        _reading.TrySetResult();
        return new(_answer.Task);
    }
}
