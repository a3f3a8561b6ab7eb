using System.IO.Pipes;
using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>The number of the device, which after its end may be that of anything.</summary>
public sealed unsafe class DeviceTransportTests : IDisposable
{
    private const int DuplicateFrom = 0;
    private const int GetFlags = 1;

    // beyond what anybody else in this process is given
    private const int Beyond = 900;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void What_is_answered_after_the_end_goes_nowhere()
    {
        var device = Number("/dev/null");
        DeviceTransport transport = new(device);
        transport.Shutdown();
        transport.Dispose();
        transport.Dispose();
        var other = Libc.Open(_path, Libc.ReadWrite | Libc.CloseOnExec);
        Assert.Equal(device, Libc.Duplicate(other, device, Libc.CloseOnExec));

        var late = 0x7fL;
        Assert.Equal(Errno.ENODEV, transport.Send((byte*)&late, sizeof(long)));

        Assert.Equal(0, new FileInfo(_path).Length);
        Assert.Equal(0, Libc.Close(other));
        Assert.Equal(0, Libc.Close(device));
    }

    [Fact]
    public void The_number_is_kept_until_the_last_answer_is_sent()
    {
        using AnonymousPipeServerStream read = new(PipeDirection.In);
        var device = Libc.Control((int)read.ClientSafePipeHandle.DangerousGetHandle(), DuplicateFrom, Beyond);
        read.DisposeLocalCopyOfClientHandle();
        DeviceTransport transport = new(device);

        // more than a pipe takes: it waits for the reader
        var sent = new byte[1 << 20];
        Thread sending = new(() =>
        {
            fixed (byte* frame = sent)
                transport.Send(frame, sent.Length);
        });
        sending.Start();
        Assert.True(read.ReadByte() >= 0);
        transport.Shutdown();
        transport.Dispose();
        Assert.True(Libc.Control(device, GetFlags, 0) >= 0);

        read.CopyTo(Stream.Null);
        Assert.True(sending.Join(Patience), "it sends for ever");
        Assert.Equal(-1, Libc.Control(device, GetFlags, 0));
    }

    public void Dispose() => File.Delete(_path);

    private static int Number(string path)
    {
        var opened = Libc.Open(path, Libc.ReadWrite | Libc.CloseOnExec);
        var number = Libc.Control(opened, DuplicateFrom, Beyond);
        Assert.Equal(0, Libc.Close(opened));
        return number;
    }
}
