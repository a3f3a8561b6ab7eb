using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>Plays the kernel: sends whatever frames a test likes, and hands back what is answered.</summary>
internal sealed unsafe class FakeKernel : Transport
{
    public const uint KernelFlags = 0x73fffffb;
    public const uint KernelFlags2 = 0x5fd;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly BlockingCollection<byte[]> _requests = [];
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<Reply>> _replies = new();
    private readonly ConcurrentDictionary<ulong, (ulong Of, byte[] Frame)> _interrupts = new();
    private readonly BlockingCollection<byte[]> _notifications = [];
    private long _unique;

    public FakeKernel(Node root, SessionOptions? options = null, bool initialise = true)
    {
        Session = new Session(root, this, options ?? new SessionOptions(), NullLogger.Instance);
        Session.Start();
        if (initialise)
            Assert.Equal(0, Initialise().Error);
    }

    public Session Session { get; }

    public Reply Initialise(uint major = 7, uint minor = 45, uint flags = KernelFlags, uint flags2 = KernelFlags2) =>
        Call(Opcode.Init, 0, Bytes(new InitIn { Major = major, Minor = minor, MaxReadahead = 131072, Flags = flags, Flags2 = flags2 }));

    public static byte[] Bytes<T>(in T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    public static byte[] Name(string name) => [.. System.Text.Encoding.UTF8.GetBytes(name), 0];

    public static T Read<T>(Reply reply, int offset = 0)
        where T : unmanaged => MemoryMarshal.Read<T>(reply.Body.AsSpan(offset));

    public Reply Call(Opcode opcode, ulong nodeId, params byte[][] body)
    {
        var reply = CallAsync(opcode, nodeId, out _, body);
        Assert.True(reply.Wait(Patience), $"{opcode} was not answered.");
        return reply.Result;
    }

    public Task<Reply> CallAsync(Opcode opcode, ulong nodeId, out ulong unique, params byte[][] body)
    {
        unique = (ulong)Interlocked.Add(ref _unique, 2);
        var task = Expect(unique);
        Send(Frame(opcode, nodeId, unique, body));
        return task;
    }

    public Task<Reply> Expect(ulong unique) => _replies.GetOrAdd(unique, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Sends what has no answer.</summary>
    public void Post(Opcode opcode, ulong nodeId, params byte[][] body) => Send(Frame(opcode, nodeId, (ulong)Interlocked.Add(ref _unique, 2), body));

    /// <summary>Gives a request up, and says so again where the answer is EAGAIN, until the request itself is answered: as the kernel does.</summary>
    public void Interrupt(ulong unique)
    {
        var own = (ulong)Interlocked.Add(ref _unique, 2);
        var frame = Frame(Opcode.Interrupt, 0, own, Bytes(new InterruptIn { Unique = unique }));
        _interrupts[own] = (unique, frame);
        Send(frame);
    }

    public void Send(byte[] frame) => _requests.Add(frame);

    public static byte[] Frame(Opcode opcode, ulong nodeId, ulong unique, params byte[][] body)
    {
        byte[] rest = [.. body.SelectMany(static part => part)];
        var header = new InHeader { Length = (uint)(sizeof(InHeader) + rest.Length), Opcode = opcode, Unique = unique, NodeId = nodeId, UserId = 1000, GroupId = 1000, ProcessId = 1 };
        return [.. Bytes(header), .. rest];
    }

    public ulong Lookup(ulong parent, string name)
    {
        var reply = Call(Opcode.Lookup, parent, Name(name));
        Assert.Equal(0, reply.Error);
        return Read<EntryOut>(reply).NodeId;
    }

    public ulong Open(ulong nodeId, uint flags = 0)
    {
        var reply = Call(Opcode.Open, nodeId, Bytes(new OpenIn { Flags = flags }));
        Assert.Equal(0, reply.Error);
        return Read<OpenOut>(reply).FileHandle;
    }

    /// <summary>The next notification: its code and body.</summary>
    public (Notification Code, byte[] Body) NextNotification()
    {
        Assert.True(_notifications.TryTake(out var frame, Patience), "No notification came.");
        return ((Notification)MemoryMarshal.Read<OutHeader>(frame).Error, frame[sizeof(OutHeader)..]);
    }

    /// <summary>While it is not set, the kernel is busy and takes no notification.</summary>
    public ManualResetEventSlim TakesNotifications { get; } = new(initialState: true);

    public bool HasNotification => _notifications.Count != 0;

    public override Receiver Attach() => new(0);

    public override int Receive(Receiver receiver, byte* buffer, int capacity)
    {
        try
        {
            var frame = _requests.Take();
            frame.CopyTo(new Span<byte>(buffer, capacity));
            return frame.Length;
        }
        catch (InvalidOperationException)
        {
            return -(int)Errno.ENODEV;
        }
    }

    public override Errno Send(byte* frame, int length)
    {
        var header = Unsafe.Read<OutHeader>(frame);
        Assert.Equal((uint)length, header.Length);
        var bytes = new ReadOnlySpan<byte>(frame, length).ToArray();
        if (header.Unique == 0)
        {
            TakesNotifications.Wait(Patience);
            _notifications.Add(bytes);
        }
        else if (header.Error == -(int)Errno.EAGAIN && _interrupts.TryGetValue(header.Unique, out var interrupt))
        {
            if (!Expect(interrupt.Of).IsCompleted)
                Send(interrupt.Frame);
        }
        else
        {
            _replies.GetOrAdd(header.Unique, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult(new Reply(header.Error, bytes[sizeof(OutHeader)..]));
        }

        return Errno.None;
    }

    public override void Shutdown() => _requests.CompleteAdding();

    public override void Dispose() => Session.Stop();
}
