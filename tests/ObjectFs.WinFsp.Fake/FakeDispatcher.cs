using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <summary>One thread of a volume's dispatcher. The memory of its request and response is used again for the next, which overwriting it shows.</summary>
internal sealed unsafe class FakeDispatcher
{
    private const nuint RequestSize = 16384;
    private const byte Poison = 0xDD;

    [ThreadStatic]
    private static FakeDispatcher? _current;

    private readonly FakeVolume _volume;
    private readonly Thread _thread;

    public FakeDispatcher(FakeVolume volume)
    {
        _volume = volume;
        Context = (OperationContext*)NativeMemory.AllocZeroed((nuint)sizeof(OperationContext));
        Context->Request = (TransactRequest*)NativeMemory.AllocZeroed(RequestSize);
        Context->Response = (TransactResponse*)NativeMemory.AllocZeroed(RequestSize);
        _thread = new Thread(Serve) { IsBackground = true, Name = "WinFsp's dispatcher" };
        _thread.Start();
    }

    public static FakeDispatcher? Current => _current;

    public OperationContext* Context { get; }

    public FakeRequest? Serving { get; private set; }

    public bool Owns(TransactResponse* response) => response == Context->Response;

    public void Join() => _thread.Join();

    private void Serve()
    {
        _current = this;
        while (_volume.Take() is { } request)
        {
            Serving = request;
            *Context->Request = new TransactRequest { Version = 1, Size = (ushort)sizeof(TransactRequest), Kind = request.Kind, Hint = request.Hint };
            var status = _volume.Invoke(request);
            Serving = null;
            NativeMemory.Fill(Context->Request, RequestSize, Poison);
            NativeMemory.Fill(Context->Response, RequestSize, Poison);
            NativeMemory.Fill(request.Memory, request.Size, Poison);
            if (status != NtStatus.Pending)
                _volume.End(request, status);
            request.Served();
        }

        _volume.Leave();
        NativeMemory.Free(Context->Request);
        NativeMemory.Free(Context->Response);
        NativeMemory.Free(Context);
    }
}
