using ObjectFs.Tree;

namespace ObjectFs.Service;

/// <summary>A gateway's statistics in the tree, from its start until its end. The registry holds objects weakly; this holds this one.</summary>
internal sealed class ShownStatistics : IDisposable
{
    private readonly object _statistics;
    private readonly IDisposable _place;

    public ShownStatistics(ObjectRegistry registry, object statistics, string name, Task end)
    {
        _statistics = statistics;
        _place = registry.ShowStatistics(statistics, name);
        end.ContinueWith(static (_, shown) => ((ShownStatistics)shown!).Dispose(), this, CancellationToken.None, TaskContinuationOptions.None, OwnThreads.Blocking);
    }

    public void Dispose()
    {
        _place.Dispose();
        GC.KeepAlive(_statistics);
    }
}
