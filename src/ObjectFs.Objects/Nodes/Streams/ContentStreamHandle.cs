using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary>An open stream that can seek. The program's own position is put back after each read.</summary>
internal sealed class ContentStreamHandle(Location location, Stream stream, Caller caller) : Handle
{
    public override async ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // into bytes of its own: the read may outlast the patience of whoever asked
        var read = await location.CallAsync(caller, (stream, offset, new byte[buffer.Length]), static state => Read(state.stream, state.offset, state.Item3)).OffPool();
        if (!read.TryGet(out var content))
            return read.Failure;
        content.CopyTo(buffer);
        return content.Length;
    }

    private static Result<ReadOnlyMemory<byte>> Read(Stream stream, long offset, byte[] buffer)
    {
        // for readers here, who are several; the program is kept out by the class's Sync alone
        lock (stream)
        {
            if (offset >= stream.Length)
                return ReadOnlyMemory<byte>.Empty;
            var position = stream.Position;
            try
            {
                stream.Position = offset;
                return new ReadOnlyMemory<byte>(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
            }
            finally
            {
                stream.Position = position;
            }
        }
    }
}
