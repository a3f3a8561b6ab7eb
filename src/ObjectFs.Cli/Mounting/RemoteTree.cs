using ObjectFs.Cli.Targets;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Mounting;

/// <summary>
/// The tree of a program that may end and come back: a root that stays, and below it the nodes of the connection that is there now. Thread-safe.
/// <para>While nobody is there, the root answers ENOTCONN to everything but a look at itself. Nodes of a connection that has ended answer ESTALE for good:
/// the objects behind them are gone with their process, and a path leads to those of the new one.</para>
/// </summary>
internal sealed class RemoteTree : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Func<CancellationToken, Task<(IConnection Connection, Node Root)>> _connect;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private volatile RemoteEra? _era;
    private Task _watch = Task.CompletedTask;
    private IConnection? _connection;

    private RemoteTree(string title, Func<CancellationToken, Task<(IConnection Connection, Node Root)>> connect, TimeProvider time)
    {
        Title = title;
        _connect = connect;
        _time = time;
        Root = new RemoteRoot(this);
    }

    /// <summary>How to speak of the program.</summary>
    public string Title { get; }

    /// <summary>The root, the same for as long as this lives.</summary>
    public Node Root { get; }

    /// <summary>The connection of now, or null while there is none.</summary>
    public RemoteEra? Era => _era is { HasEnded: false } era ? era : null;

    /// <summary>The program is gone; called once for each time, from a thread of the pool's.</summary>
    public event Action? Lost;

    /// <summary>It is back.</summary>
    public event Action? Found;

    /// <summary>Connects for the first time.</summary>
    /// <param name="title">How to speak of the program.</param>
    /// <param name="connect">Finds the program, wherever it is now, and the node to begin at.</param>
    /// <param name="time">What the pauses between attempts are measured by.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">It is not there now.</exception>
    public static async Task<RemoteTree> StartAsync(
        string title, Func<CancellationToken, Task<(IConnection Connection, Node Root)>> connect, TimeProvider time, CancellationToken cancellationToken)
    {
        var tree = new RemoteTree(title, connect, time);
        await tree.ConnectAsync(1, cancellationToken).ConfigureAwait(false);
        tree._watch = Task.Run(tree.WatchAsync, CancellationToken.None);
        return tree;
    }

    /// <summary>Ends the connection, and looks for none any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watch.ConfigureAwait(false);
        if (_connection is not null)
            await _connection.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task ConnectAsync(int number, CancellationToken cancellationToken)
    {
        var (connection, root) = await _connect(cancellationToken).ConfigureAwait(false);
        _connection = connection;
        _era = new RemoteEra(number, root, connection.Completion);
    }

    private async Task WatchAsync()
    {
        try
        {
            for (var number = 2; ; number++)
            {
                await _connection!.Completion.WaitAsync(_stop.Token).ConfigureAwait(false);
                var old = _connection;
                _connection = null;
                await old.DisposeAsync().ConfigureAwait(false);
                Lost?.Invoke();
                await ReconnectAsync(number).ConfigureAwait(false);
                Found?.Invoke();
            }
        }
        catch (OperationCanceledException)
        {
            // disposed
        }
    }

    private async Task ReconnectAsync(int number)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, _time, _stop.Token).ConfigureAwait(false);
            try
            {
                await ConnectAsync(number, _stop.Token).ConfigureAwait(false);
                return;
            }
            catch (CommandException)
            {
                // not there yet
            }
        }
    }
}
