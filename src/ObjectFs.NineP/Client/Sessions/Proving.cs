using System.Security.Cryptography;
using System.Text;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>Shows a server that one knows its secret, and sees whether it does: another may have come to its address (<see cref="SecretProof"/>).</summary>
internal static class Proving
{
    /// <summary>Proves it.</summary>
    /// <returns>The fid that Tattach is to name.</returns>
    /// <exception cref="NinePException">Either end does not know it.</exception>
    public static async Task<uint> ProveAsync(Connection connection, string where, NinePClientOptions options, CancellationToken cancellationToken)
    {
        var fid = connection.RentFid();
        var begin = connection.Rent();
        begin.Put(new Tauth
        {
            AuthFid = fid,
            UserName = Encoding.UTF8.GetBytes(options.UserName),
            AttachName = Encoding.UTF8.GetBytes(options.AttachName),
            NumericUser = Protocol.NoNumber,
        });
        var begun = await begin.AnswerAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (!begun.Succeeded)
            throw Impostor(where, "does not ask for it", begun.Failure);

        var serverChallenge = await ReadAsync(connection, where, fid, 0, cancellationToken).ConfigureAwait(false);
        var clientChallenge = RandomNumberGenerator.GetBytes(SecretProof.Size);
        var shown = connection.Rent();
        shown.PutWrite(fid, 0, (byte[])[.. clientChallenge, .. SecretProof.OfClient(options.Secret.Span, serverChallenge, clientChallenge)]);
        var taken = await shown.CountAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (!taken.Succeeded)
        {
            throw new NinePException(
                taken.Errno, $"{where} has another secret: {Words(taken.Failure)}.", "Take the secret of the program that runs there now.");
        }

        var proof = await ReadAsync(connection, where, fid, SecretProof.Size, cancellationToken).ConfigureAwait(false);
        return CryptographicOperations.FixedTimeEquals(proof, SecretProof.OfServer(options.Secret.Span, serverChallenge, clientChallenge))
            ? fid
            : throw Impostor(where, "does not know it", default);
    }

    private static async Task<byte[]> ReadAsync(Connection connection, string where, uint fid, ulong offset, CancellationToken cancellationToken)
    {
        var buffer = new byte[SecretProof.Size];
        var call = connection.Rent();
        call.Put(new Tread { Fid = fid, Offset = offset, Count = SecretProof.Size });
        call.Destination = buffer;
        var count = await call.CountAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return count.TryGet(out var read) && read == SecretProof.Size ? buffer : throw Impostor(where, "does not prove that it knows it", count.Succeeded ? default : count.Failure);
    }

    private static NinePException Impostor(string where, string what, Failure failure) => new(
        Errno.EACCES,
        $"{where} is not the server whose secret was given: it {what}{(failure.Errno == Errno.None ? "" : $" ({Words(failure)})")}.",
        "See what listens there; the program that did may have ended.");

    private static string Words(Failure failure) => failure.Sentence ?? ErrorTexts.Of(failure.Errno);
}
