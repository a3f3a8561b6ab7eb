using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>The value of an extended attribute on its way: read from a fid, or collected in one until it is clunked.</summary>
internal sealed class XattrTransfer
{
    private readonly byte[] _collected = [];
    private readonly byte[] _name = [];
    private readonly XattrFlags _flags;
    private int _length;

    /// <summary>One that is read.</summary>
    public XattrTransfer(ReadOnlyMemory<byte> value)
    {
        Value = value;
    }

    /// <summary>One that is written.</summary>
    public XattrTransfer(ReadOnlySpan<byte> name, int size, XattrFlags flags)
    {
        IsWriter = true;
        _name = name.ToArray();
        _collected = new byte[size];
        _flags = flags;
    }

    public bool IsWriter { get; }

    /// <summary>Bytes that it keeps in memory.</summary>
    public int Length => IsWriter ? _collected.Length : Value.Length;

    /// <summary>What is read.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>Takes a piece; they come one after another.</summary>
    public Errno Write(ulong offset, ReadOnlySpan<byte> piece)
    {
        lock (_name)
        {
            if (!IsWriter)
                return Errno.EBADF;
            if (offset != (ulong)_length || piece.Length > _collected.Length - _length)
                return Errno.EINVAL;
            piece.CopyTo(_collected.AsSpan(_length));
            _length += piece.Length;
            return Errno.None;
        }
    }

    /// <summary>Sets the attribute, or removes it where nothing was to be written.</summary>
    public ValueTask<Result> CommitAsync(Node node, Caller caller, CancellationToken cancellationToken)
    {
        if (!IsWriter)
            return Result.SuccessAsync;
        if (_length != _collected.Length)
            return new(new Failure(Errno.EINVAL, $"{_length} of {_collected.Length} bytes of the attribute came"));
        return _length == 0
            ? node.RemoveXattrAsync(_name, caller, cancellationToken)
            : node.SetXattrAsync(_name, _collected, _flags, caller, cancellationToken);
    }
}
