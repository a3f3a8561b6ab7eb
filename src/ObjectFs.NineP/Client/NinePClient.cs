using ObjectFs.NineP.Client;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <summary>
/// A connection to a 9P server, attached to one of its trees: files as the protocol has them below <see cref="Root"/>, or as nodes of the contract from <see cref="Tree"/> on.
/// Calls go out without waiting for each other, and are answered in whatever order the server likes. Thread-safe.
/// </summary>
public sealed partial class NinePClient : IAsyncDisposable
{
    private readonly Connection _connection;
    private readonly RemoteTree _tree;

    private NinePClient(Connection connection, NinePFile root)
    {
        _connection = connection;
        _tree = new(root);
    }

    /// <summary>What was agreed on.</summary>
    public NinePDialect Dialect => _connection.Dialect;

    /// <summary>The largest message that was agreed on, in bytes, headers included.</summary>
    public int MessageSize => _connection.MessageSize;

    /// <summary>What the connection is attached to. It lives as long as the client; closing it is the client's.</summary>
    public NinePFile Root => _tree.Root.File;

    /// <summary>The same tree as nodes: whatever serves nodes can serve it, whatever reads nodes can read it. Nothing in it is ever watched: ask each time.</summary>
    public Node Tree => _tree.Root;

    /// <summary>Ends with the connection: well where the client was disposed, else with a <see cref="NinePException"/> that says what happened.</summary>
    public Task Completion => _connection.Completion;

    /// <summary>Says goodbye and closes. Calls under way end with <see cref="Errno.ECONNRESET"/>.</summary>
    public ValueTask DisposeAsync() => _connection.CloseAsync(Root.Fid);
}
