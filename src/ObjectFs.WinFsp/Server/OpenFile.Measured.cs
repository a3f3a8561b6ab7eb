namespace ObjectFs.WinFsp;

/// <content>What was read to find out its size: the first who reads reads that, so that it is made once, and is as long as was told.</content>
internal sealed partial class OpenFile
{
    private byte[]? _measured;
    private bool _isRead;

    public void Keep(byte[] measured)
    {
        lock (_gate)
        {
            if (!_isRead)
                _measured = measured;
        }
    }

    /// <summary>What is kept from an offset on; null where the handle is to be asked: behind the end, which may have moved, and for whoever starts again.</summary>
    public ReadOnlyMemory<byte>? KeptFrom(long offset)
    {
        lock (_gate)
        {
            if (_measured is null || offset >= _measured.Length || (offset == 0 && _isRead))
                _measured = null;
            _isRead |= offset == 0;
            return _measured?.AsMemory((int)offset);
        }
    }

    /// <summary>The content is another now.</summary>
    public void ForgetKept()
    {
        lock (_gate)
        {
            _measured = null;
            _isRead = true;
        }
    }
}
