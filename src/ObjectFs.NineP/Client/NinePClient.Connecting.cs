using ObjectFs.NineP.Client;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <content>How a connection comes about.</content>
public sealed partial class NinePClient
{
    /// <summary>Connects, agrees on a dialect and attaches.</summary>
    /// <param name="address">Where the server listens.</param>
    /// <param name="options">Who asks, and for what.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NinePException">Nobody listens there, or nobody who speaks 9P, or one who refuses; the message says which and what to do.</exception>
    public static Task<NinePClient> ConnectAsync(NinePAddress address, NinePClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        var chosen = Check(options);
        return InTimeAsync(
            address.ToString(),
            chosen,
            async token =>
            {
                var stream = await Dialling.ConnectAsync(address, chosen, token).ConfigureAwait(false);
                return await AttachAsync(stream, address.ToString(), chosen, token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Agrees on a dialect and attaches, over bytes that go both ways; the stream is the client's from now on.</summary>
    /// <param name="stream">To a server that has not heard anything yet.</param>
    /// <param name="options">Who asks, and for what.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NinePException">There is nobody who speaks 9P, or one who refuses; the message says which and what to do.</exception>
    public static Task<NinePClient> ConnectAsync(Stream stream, NinePClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var chosen = Check(options);
        return InTimeAsync("the server", chosen, token => AttachAsync(stream, "the server", chosen, token), cancellationToken);
    }

    private static NinePClientOptions Check(NinePClientOptions? options)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MessageSize, Protocol.MinMessageSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MessageSize, 16 << 20, nameof(options));
        return options;
    }

    private static async Task<NinePClient> InTimeAsync(
        string where, NinePClientOptions options, Func<CancellationToken, Task<NinePClient>> connect, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        try
        {
            return await connect(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NinePException(
                Errno.ETIMEDOUT,
                $"There was no 9P connection to {where} within {options.ConnectTimeout.TotalSeconds:0.#} s.",
                "See whether a 9P server listens there and is not stuck.",
                late);
        }
    }

    private static async Task<NinePClient> AttachAsync(Stream stream, string where, NinePClientOptions options, CancellationToken cancellationToken)
    {
        Connection? connection = null;
        try
        {
            var (dialect, messageSize) = await Handshake.AgreeAsync(stream, where, options, cancellationToken).ConfigureAwait(false);
            connection = new(stream, where, dialect, messageSize);
            connection.Start();
            return new(connection, await AttachAsync(connection, where, options, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            // whatever it was, nobody is to hold the stream any more
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<NinePFile> AttachAsync(Connection connection, string where, NinePClientOptions options, CancellationToken cancellationToken)
    {
        var proof = options.Secret.IsEmpty ? Protocol.NoFid : await Proving.ProveAsync(connection, where, options, cancellationToken).ConfigureAwait(false);
        var fid = connection.RentFid();
        var call = connection.Rent();
        call.Put(new Tattach
        {
            Fid = fid,
            AuthFid = proof,
            UserName = System.Text.Encoding.UTF8.GetBytes(options.UserName),
            AttachName = System.Text.Encoding.UTF8.GetBytes(options.AttachName),
            NumericUser = Protocol.NoNumber,
        });
        var result = await call.AnswerAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (proof != Protocol.NoFid)
            connection.Clunk(proof);
        if (!result.TryGet(out var answer))
        {
            throw new NinePException(
                result.Errno,
                $"{where} does not let '{options.UserName}' attach to '{options.AttachName}': {result.Sentence ?? ErrorTexts.Of(result.Errno)}.",
                result.Errno == Errno.EACCES && proof == Protocol.NoFid
                    ? "Give the secret that it may ask for, ask as another user or for another tree, or have the server let this one in."
                    : "Ask as another user or for another tree, or have the server let this one in.");
        }

        connection.RootPath = answer.Qid.Path;
        FileOperations operations = connection.Dialect == NinePDialect.Linux ? new LinuxOperations() : new StatOperations();
        return new(connection, operations, new Fid(connection, fid), answer.Qid);
    }
}
