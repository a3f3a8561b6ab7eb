using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>An open file. Disposing it closes it and hears of no error; <see cref="Close"/> does.</summary>
public abstract class OpenFile : IDisposable
{
    public abstract int Read(long offset, Span<byte> buffer);

    /// <summary>What comes next in a stream, waiting for it; 0 at its end.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="cancellationToken">Gives up, where the gateway can (<see cref="Feature.Cancels"/>): EINTR.</param>
    public abstract int ReadNext(Span<byte> buffer, CancellationToken cancellationToken);

    public abstract int Write(long offset, ReadOnlySpan<byte> data);

    public abstract void Truncate(long size);

    public abstract void Sync();

    /// <summary>What the file is ready for, waiting at most so long.</summary>
    public abstract PollEvents Poll(PollEvents events, int milliseconds);

    public abstract void Close();

    public void Write(string text, long offset = 0)
    {
        var data = Encoding.UTF8.GetBytes(text);
        Assert.Equal(data.Length, Write(offset, data));
    }

    public byte[] ReadToEnd()
    {
        var content = new MemoryStream();
        var buffer = new byte[65536];
        while (Read(content.Length, buffer) is > 0 and var count)
            content.Write(buffer, 0, count);
        return content.ToArray();
    }

    public string Next(CancellationToken cancellationToken = default)
    {
        var buffer = new byte[65536];
        return Encoding.UTF8.GetString(buffer, 0, ReadNext(buffer, cancellationToken));
    }

    /// <summary>All of it from the start, anew.</summary>
    public string ReadText() => Encoding.UTF8.GetString(ReadToEnd());

    public void Dispose()
    {
        try
        {
            Close();
        }
        catch (RefusedException)
        {
            // nobody asked
        }

        GC.SuppressFinalize(this);
    }
}
