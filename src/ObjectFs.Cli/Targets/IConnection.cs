using ObjectFs.Tree;

namespace ObjectFs.Cli.Targets;

/// <summary>A connection to a program.</summary>
internal interface IConnection : IAsyncDisposable
{
    /// <summary>Its tree.</summary>
    Node Tree { get; }

    /// <summary>Ends with the connection; never fails.</summary>
    Task Completion { get; }
}
