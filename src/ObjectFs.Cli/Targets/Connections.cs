using ObjectFs.Tree;

namespace ObjectFs.Cli.Targets;

/// <summary>The connections of one command: one for each target, however many operands name it. Not thread-safe.</summary>
internal sealed class Connections(ITargets targets) : IAsyncDisposable
{
    private readonly Dictionary<string, IConnection> _byTarget = [];

    /// <summary>The tree of a target.</summary>
    /// <exception cref="CommandException">There is no such target, or it does not answer.</exception>
    public async Task<Node> TreeAsync(string target, CancellationToken cancellationToken)
    {
        if (!_byTarget.TryGetValue(target, out var connection))
        {
            var found = await Locator.FindAsync(targets, target, cancellationToken).ConfigureAwait(false);
            connection = await targets.ConnectAsync(found.Address, cancellationToken).ConfigureAwait(false);
            _byTarget.Add(target, connection);
        }

        return connection.Tree;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _byTarget.Values)
            await connection.DisposeAsync().ConfigureAwait(false);
    }
}
