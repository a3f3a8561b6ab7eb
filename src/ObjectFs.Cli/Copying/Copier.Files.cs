using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Copying;

/// <content>Files.</content>
internal sealed partial class Copier
{
    /// <summary>Writes the content of one file over that of another.</summary>
    public async Task OverwriteAsync(Node source, string from, Node existing, string to, CancellationToken cancellationToken) =>
        await CopyContentAsync(source, from, to, () => OpenAsync(existing, cancellationToken), existing, cancellationToken).ConfigureAwait(false);

    private async Task CopyFileAsync(Node source, string from, Node parent, byte[] name, string to, Node? existing, CancellationToken cancellationToken)
    {
        if (existing is { Kind: not NodeKind.File })
        {
            complain(to, new Failure(Errno.EEXIST, "It exists, and is no file."));
            return;
        }

        async ValueTask<Result<Handle>> CreateAsync()
        {
            var mode = await ModeAsync(source, 0b110_000_000, cancellationToken).ConfigureAwait(false);
            var made = await parent.CreateAsync(name, mode, OpenFlags.Write | OpenFlags.Truncate, Caller.Self, cancellationToken).ConfigureAwait(false);
            return made.TryGet(out var file) ? file.Handle : made.Failure;
        }

        await CopyContentAsync(source, from, to, existing is null ? CreateAsync : () => OpenAsync(existing, cancellationToken), existing, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask<Result<Handle>> OpenAsync(Node existing, CancellationToken cancellationToken) =>
        existing.OpenAsync(OpenFlags.Write | OpenFlags.Truncate, Caller.Self, cancellationToken);

    /// <summary>The other file is made or cut only once the first piece is there, so that what cannot be read spoils nothing.</summary>
    private async Task CopyContentAsync(
        Node source, string from, string to, Func<ValueTask<Result<Handle>>> open, Node? existing, CancellationToken cancellationToken)
    {
        Handle? handle = null;
        long offset = 0;
        var refused = default(Failure?);
        async ValueTask<Result> TakeAsync(ReadOnlyMemory<byte> piece)
        {
            var result = Result.Success;
            if (handle is null)
            {
                var opened = await open().ConfigureAwait(false);
                if (opened.TryGet(out var taken))
                    handle = taken;
                else
                    result = opened.Failure;
            }

            if (handle is not null && !piece.IsEmpty)
                result = await Content.WriteAsync(handle, offset, piece, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
                refused = result.Failure;
            offset += piece.Length;
            progress.Add(piece.Length);
            return result;
        }

        try
        {
            await AnnounceAsync(source, from, cancellationToken).ConfigureAwait(false);
            var read = await Content.ReadAsync(source, TakeAsync, cancellationToken).ConfigureAwait(false);
            if (!read.Succeeded && refused is null)
            {
                complain(from, await Content.ExplainAsync(source, read.Failure, cancellationToken).ConfigureAwait(false));
                return;
            }

            // an empty file is a file too
            if (read.Succeeded && handle is null)
                _ = await TakeAsync(ReadOnlyMemory<byte>.Empty).ConfigureAwait(false);
            if (refused is null && handle is not null && await handle.FlushAsync(cancellationToken).ConfigureAwait(false) is { Succeeded: false } flushed)
                refused = flushed.Failure;
            if (refused is { } failure)
                complain(to, existing is null ? failure : await Content.ExplainAsync(existing, failure, cancellationToken).ConfigureAwait(false));
            else
                progress.End();
        }
        finally
        {
            if (handle is not null)
                await handle.CloseAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask AnnounceAsync(Node source, string from, CancellationToken cancellationToken)
    {
        var attributes = await source.GetAttributesAsync(cancellationToken).ConfigureAwait(false);
        progress.Begin(Walker.Split(from).Name, attributes.TryGet(out var known) ? known.Size : 0);
    }
}
