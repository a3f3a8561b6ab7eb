using System.Collections.Concurrent;
using ObjectFs;

/// <summary>The one thread that touches the players: what the tree wants of them waits for the next turn.</summary>
public sealed class GameLoop : IObjectDispatcher
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private readonly BlockingCollection<Action> _posted = [];

    public void Post(Action action) => _posted.Add(action);

    /// <summary>Plays until cancelled: a turn, then whatever is posted until the next.</summary>
    public void Run(Action turn, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            turn();
            while (_posted.TryTake(out var action, Turn))
                action();
        }
    }
}
