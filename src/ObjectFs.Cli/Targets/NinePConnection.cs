using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Targets;

/// <summary>A connection over 9P.</summary>
internal sealed class NinePConnection : IConnection
{
    private readonly NinePClient _client;

    private NinePConnection(NinePClient client)
    {
        _client = client;
        Completion = EndedAsync(client);
    }

    public Node Tree => _client.Tree;

    public Task Completion { get; }

    /// <summary>Connects.</summary>
    /// <param name="text">The address.</param>
    /// <param name="secret">What the program there asks for; empty where that is nothing.</param>
    /// <param name="cancellationToken">The caller gave up.</param>
    /// <exception cref="CommandException">The address makes no sense, or nobody answers there.</exception>
    public static async Task<IConnection> ConnectAsync(string text, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        if (!NinePAddress.TryParse(text, out var address, out var error))
            throw CommandException.Usage($"{error}.");

        var options = new NinePClientOptions { Secret = secret, Tls = address.Transport == NinePTransport.Tls ? Certificates.OfClient(address.Host!) : null };
        try
        {
            return new NinePConnection(await NinePClient.ConnectAsync(address, options, cancellationToken).ConfigureAwait(false));
        }
        catch (NinePException exception)
        {
            throw CommandException.Unreachable(exception.Message);
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static async Task EndedAsync(NinePClient client) => await client.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
