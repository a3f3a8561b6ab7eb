using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <summary>One thread of a volume's dispatcher. The memory of its request and response is used again for the next, which overwriting it shows.</summary>
internal sealed unsafe class FakeDispatcher
{
    public const int RequestSize = 16384;
    private const byte Poison = 0xDD;

    [ThreadStatic]
    private static FakeDispatcher? _current;

    private readonly FakeVolume _volume;
    private readonly TransactRequest* _request;
    private readonly TransactResponse* _response;
    private readonly Thread _thread;

    public FakeDispatcher(FakeVolume volume)
    {
        _volume = volume;
        _request = (TransactRequest*)NativeMemory.AllocZeroed(RequestSize);
        _response = (TransactResponse*)NativeMemory.AllocZeroed(RequestSize);
        _thread = new Thread(Serve) { IsBackground = true, Name = "WinFsp's dispatcher" };
        _thread.Start();
    }

    public static FakeDispatcher? Current => _current;

    public FakeRequest? Serving { get; private set; }

    public bool Owns(TransactResponse* response) => response == _response;

    public void Join() => _thread.Join();

    private void Serve()
    {
        _current = this;
        while (_volume.Take() is { } request)
        {
            Serving = request;
            FakeCall.Write(_request, request);
            *_response = new TransactResponse { Size = (ushort)sizeof(TransactResponse), Kind = request.Kind, Hint = request.Hint };
            var status = _volume.Invoke(_request, _response);
            Serving = null;
            NativeMemory.Fill(_request, RequestSize, Poison);
            NativeMemory.Fill(_response, RequestSize, Poison);
            NativeMemory.Fill(request.Memory, request.Size, Poison);
            if (status != NtStatus.Pending)
                _volume.End(request, status);
            request.Returned(isOver: status != NtStatus.Pending);
        }

        _volume.Leave();
        NativeMemory.Free(_request);
        NativeMemory.Free(_response);
    }
}
