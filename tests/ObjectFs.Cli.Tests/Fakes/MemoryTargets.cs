using ObjectFs.Cli.Targets;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests.Fakes;

/// <summary>Programs that are trees in memory.</summary>
internal sealed class MemoryTargets : ITargets
{
    private readonly Dictionary<string, Node> _trees = [];

    public List<ExportedProgram> Programs { get; } = [];

    public List<MemoryConnection> Connections { get; } = [];

    public static MemoryTargets Of(string name, Node tree) => new MemoryTargets().With(name, 1, tree);

    public MemoryTargets With(string name, int processId, Node? tree, string gateway = ExportedProgram.NineP)
    {
        var address = $"/sockets/{name}-{processId}.9p";
        Programs.Add(new ExportedProgram(name, processId, 0, gateway, address, tree is not null));
        if (tree is not null)
            _trees[address] = tree;
        return this;
    }

    public MemoryTargets At(string address, Node tree)
    {
        _trees[address] = tree;
        return this;
    }

    public Task<IReadOnlyList<ExportedProgram>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ExportedProgram>>(Programs);

    public Task<IConnection> ConnectAsync(string address, CancellationToken cancellationToken)
    {
        if (!_trees.TryGetValue(address, out var tree))
            throw CommandException.Unreachable($"Nobody answers at {address}.");
        var connection = new MemoryConnection(tree);
        Connections.Add(connection);
        return Task.FromResult<IConnection>(connection);
    }
}
