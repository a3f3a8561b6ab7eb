using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>
/// A request and the room for its answer. A thread uses the same one again and again; a request that has to wait keeps it, and the thread takes another.
/// Its memory is mapped but costs only the pages that were touched.
/// </summary>
internal sealed unsafe partial class Request : IDisposable
{
    private const int Page = 4096;
    private static readonly int WriteHeader = sizeof(InHeader) + sizeof(WriteIn);
    private static readonly int FrameArea = Page + Protocol.MaxWrite + (2 * Page);
    private static readonly int Mapped = FrameArea + Page + Protocol.MaxWrite;

    private readonly byte* _pages;
    private readonly NativeMemoryOwner _payloadOwner;
    private readonly NativeMemoryOwner _dataOwner;

    public Request()
    {
        _pages = Libc.MapPages(Mapped);
        // the data of a write, and the payload of an answer, begin a page: the kernel copies whole pages faster
        Frame = _pages + Page - WriteHeader;
        Payload = _pages + FrameArea + Page;
        _payloadOwner = new NativeMemoryOwner(Payload, Protocol.MaxWrite);
        _dataOwner = new NativeMemoryOwner(_pages + Page, Protocol.MaxWrite);
        Sink = new DirectorySink(this);
    }

    /// <summary>What was received.</summary>
    public byte* Frame { get; }

    /// <summary>More than the kernel's least, a write of the agreed size and its headers.</summary>
    public static int FrameCapacity => FrameArea - Page + WriteHeader;

    /// <summary>The answer's body; its header lies just before.</summary>
    public byte* Payload { get; }

    /// <summary>The answer's body, for nodes.</summary>
    public Memory<byte> PayloadMemory => _payloadOwner.Memory;

    /// <summary>The data of a WRITE.</summary>
    public Memory<byte> Data => _dataOwner.Memory;

    public InHeader* Header => (InHeader*)Frame;

    public OutHeader* ReplyHeader => (OutHeader*)(Payload - sizeof(OutHeader));

    public byte* Body => Frame + sizeof(InHeader);

    /// <summary>Bytes after the header, without extensions.</summary>
    public int BodyLength { get; private set; }

    public Opcode Opcode => Header->Opcode;

    public Caller Caller => new(Header->UserId, Header->GroupId, (int)Header->ProcessId);

    public DirectorySink Sink { get; }

    /// <summary>The node between two steps of an answer.</summary>
    public Node? Node { get; set; }

    /// <summary>The handle that a CREATE opened, between two steps of its answer.</summary>
    public Handle? Created { get; set; }

    /// <summary>The open file that is in use until the answer.</summary>
    public OpenFile? File { get; set; }

    /// <summary>Whether it is this request's turn to change <see cref="File"/>.</summary>
    public bool HasTurn { get; set; }

    /// <summary>The names that had changed when the node was asked; -1 where the answer lets nobody remember a name.</summary>
    public long NamesSeen { get; set; } = -1;

    /// <summary>Whether the answer lets the kernel remember a name until it is told.</summary>
    public bool RemembersName { get; set; }

    /// <summary>When it came, by the clock of Stopwatch; 0 where it is not timed.</summary>
    public long Began { get; set; }

    /// <summary>Checks what the kernel's frame says of itself.</summary>
    public bool Accept(int received)
    {
        Began = 0;

        // number 0 is no request's: an answer to it would be a notification
        if (received < sizeof(InHeader) || received > FrameCapacity || Header->Length != received || Header->Unique == 0)
            return false;

        BodyLength = received - sizeof(InHeader) - (Header->ExtensionLength * 8);
        return BodyLength >= 0;
    }

    /// <summary>The NUL-terminated name at an offset of the body, and where the next begins.</summary>
    public Errno ReadName(int offset, out ReadOnlySpan<byte> name, out int next)
    {
        var rest = offset <= BodyLength ? new ReadOnlySpan<byte>(Body + offset, BodyLength - offset) : default;
        var length = rest.IndexOf((byte)0);
        name = length < 0 ? default : rest[..length];
        next = offset + length + 1;
        return length < 0 ? Errno.EINVAL : Errno.None;
    }

    /// <summary>The name of a directory's entry at an offset of the body.</summary>
    public Errno ReadEntryName(int offset, out ReadOnlySpan<byte> name, out int next)
    {
        var errno = ReadName(offset, out name, out next);
        return errno != Errno.None ? errno
            : name.Length > Protocol.MaxName ? Errno.ENAMETOOLONG
            : name.IsEmpty || name.Contains((byte)'/') || name.SequenceEqual("."u8) || name.SequenceEqual(".."u8) ? Errno.EINVAL
            : Errno.None;
    }

    /// <summary>The body as a struct; the dispatcher has checked that it is long enough.</summary>
    public ref readonly T In<T>()
        where T : unmanaged => ref Unsafe.AsRef<T>(Body);

    /// <summary>The answer's body as a struct, zeroed.</summary>
    public ref T Out<T>(int offset = 0)
        where T : unmanaged
    {
        ref var body = ref Unsafe.AsRef<T>(Payload + offset);
        body = default;
        return ref body;
    }

    /// <summary>Copies the answer's body, as far as there is room.</summary>
    public int Answer(ReadOnlySpan<byte> body)
    {
        body.CopyTo(new Span<byte>(Payload, Protocol.MaxWrite));
        return body.Length;
    }

    public void Dispose()
    {
        _ = Libc.UnmapPages(_pages, (nuint)Mapped);
        _cancellation.Dispose();
    }
}
