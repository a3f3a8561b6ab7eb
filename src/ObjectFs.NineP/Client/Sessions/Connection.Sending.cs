namespace ObjectFs.NineP.Client;

/// <content>One at a time sends, all that has gathered meanwhile in one go.</content>
internal sealed partial class Connection
{
    private Outgoing _pending = new();
    private Outgoing _leaving = new();
    private bool _isSending;
    private TaskCompletionSource? _sent;

    /// <summary>Sends what others have put in the meantime.</summary>
    void IThreadPoolWorkItem.Execute() => Send();

    private Duty NeedsSending()
    {
        if (_isSending)
            return Duty.None;
        _isSending = true;
        return _underWay <= 1 ? Duty.Send : Duty.SendSoon;
    }

    private void Do(Duty duty)
    {
        if (duty == Duty.Send)
            Send();
        else if (duty == Duty.SendSoon)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Send()
    {
        while (TakePending())
        {
            // a socket that has room takes it at once
            var sending = _leaving.SendAsync(_stream, _stop.Token);
            if (!sending.IsCompletedSuccessfully)
            {
                _ = SendOnAsync(sending);
                return;
            }

            sending.GetAwaiter().GetResult();
            _leaving.Clear();
        }
    }

    private async Task SendOnAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // whatever a stream throws, the session is over; whoever receives tells everybody
            Stop(failure);
        }

        _leaving.Clear();
        Send();
    }

    private bool TakePending()
    {
        lock (_gate)
        {
            if (!_pending.IsEmpty && !_stop.IsCancellationRequested)
            {
                (_pending, _leaving) = (_leaving, _pending);
                return true;
            }

            _isSending = false;
            _sent?.TrySetResult();
            return false;
        }
    }
}
