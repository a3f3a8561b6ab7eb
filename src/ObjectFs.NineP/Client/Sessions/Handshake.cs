using System.Buffers.Binary;
using System.Text;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>Tversion and its answer, before there are tags and sizes: one message at a time (version(5)).</summary>
internal static class Handshake
{
    private const int MaxRequest = 64;

    /// <summary>Asks for a dialect, and for a lesser one where the server does not know it.</summary>
    /// <exception cref="NinePException">There is no agreement.</exception>
    public static async Task<(NinePDialect Dialect, int MessageSize)> AgreeAsync(
        Stream stream, string where, NinePClientOptions options, CancellationToken cancellationToken)
    {
        for (var dialect = options.Dialect; dialect >= NinePDialect.Plan9; dialect--)
        {
            var frame = new byte[MaxRequest];
            var length = WireWriter.Write(frame, dialect, Protocol.NoTag, new Tversion { MessageSize = (uint)options.MessageSize, Version = VersionOf(dialect) });
            var answer = await ExchangeAsync(stream, where, frame.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            if (Take(answer, where, dialect, (uint)options.MessageSize) is { } agreed)
                return agreed;
        }

        throw new NinePException(
            Errno.EPROTONOSUPPORT, $"{where} speaks none of the dialects up to {Encoding.UTF8.GetString(VersionOf(options.Dialect))}.", "Ask for another dialect.");
    }

    private static ReadOnlySpan<byte> VersionOf(NinePDialect dialect) => dialect switch
    {
        NinePDialect.Linux => "9P2000.L"u8,
        NinePDialect.Unix => "9P2000.u"u8,
        _ => "9P2000"u8,
    };

    /// <summary>Null where the server does not know the dialect.</summary>
    private static (NinePDialect Dialect, int MessageSize)? Take(ReadOnlySpan<byte> frame, string where, NinePDialect asked, uint largest)
    {
        var type = Protocol.TypeOf(frame);
        // not what the protocol says, but what some servers do
        if (type is MessageType.Rerror or MessageType.Rlerror)
            return null;

        WireReader reader = new(frame[Protocol.HeaderSize..], asked);
        var version = Rversion.Read(ref reader);
        if (type != MessageType.Rversion || !reader.IsComplete)
            throw NoServer(where, "an answer that makes no sense");
        if (version.Version.SequenceEqual("unknown"u8))
            return null;
        for (var dialect = asked; dialect >= NinePDialect.Plan9; dialect--)
        {
            if (!version.Version.SequenceEqual(VersionOf(dialect)))
                continue;
            return version.MessageSize >= Protocol.MinMessageSize && version.MessageSize <= largest
                ? (dialect, (int)version.MessageSize)
                : throw NoServer(where, $"{version.MessageSize} bytes as the size of messages, which has to be from {Protocol.MinMessageSize} to the {largest} that were asked for");
        }

        throw NoServer(where, "a version that was not asked for");
    }

    private static async Task<byte[]> ExchangeAsync(Stream stream, string where, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            var frame = new byte[Protocol.HeaderSize];
            await stream.ReadExactlyAsync(frame, cancellationToken).ConfigureAwait(false);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(frame);
            if (size is < Protocol.HeaderSize or > Protocol.MaxUnnegotiated)
                throw NoServer(where, $"an answer of {size} bytes");
            Array.Resize(ref frame, (int)size);
            await stream.ReadExactlyAsync(frame.AsMemory(Protocol.HeaderSize), cancellationToken).ConfigureAwait(false);
            return frame;
        }
        catch (IOException broken) when (broken is not NinePException)
        {
            throw new NinePException(Errno.ECONNRESET, $"{where} closed the connection instead of answering.", "See whether a 9P server listens there, and whether it lets this user in.", broken);
        }
    }

    private static NinePException NoServer(string where, string what) =>
        new(Errno.EPROTO, $"{where} sent {what}.", "It is no 9P server, or a broken one; see what listens there.");
}
