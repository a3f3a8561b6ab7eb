using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>Tags: which call waits for which answer, and which tag may be used again.</content>
internal sealed partial class Connection
{
    private const int FlushSize = Protocol.HeaderSize + sizeof(ushort);

    private readonly Call?[] _calls = new Call?[MaxCalls];
    private readonly bool[] _flushing = new bool[MaxCalls];
    private readonly Stack<int> _freeTags = new();
    private readonly LinkedList<Call> _waiting = new();
    private int _usedTags;
    private int _underWay;
    private Failure? _ended;

    /// <summary>Sends a call, as soon as there is a tag for it.</summary>
    public void Submit(Call call)
    {
        Failure? refusal;
        var duty = Duty.None;
        lock (_gate)
        {
            refusal = _ended;
            if (refusal is null)
            {
                if (NextTag() is { } tag)
                    duty = Launch(call, tag);
                else
                    call.Waiting = _waiting.AddLast(call);
            }
        }

        if (refusal is { } failure)
            call.Refuse(failure);
        else
            Do(duty);
    }

    /// <summary>The caller gave up: a call on its way is flushed, and over when the server has said so; one that still waits for a tag is over at once.</summary>
    public void Cancel(Call call)
    {
        var waited = false;
        var duty = Duty.None;
        lock (_gate)
        {
            if (call.Waiting is { } place)
            {
                _waiting.Remove(place);
                call.Waiting = null;
                waited = true;
            }
            else if (call.Tag >= 0 && _calls[call.Tag] == call && !_flushing[call.Tag])
            {
                _flushing[call.Tag] = true;
                duty = SendFlush((ushort)call.Tag);
            }
        }

        if (waited)
            call.Refuse(new(Errno.EINTR, null));
        else
            Do(duty);
    }

    private static ushort FlushTag(int tag) => (ushort)(tag + MaxCalls);

    private int? NextTag()
    {
        if (_freeTags.TryPop(out var tag))
            return tag;
        return _usedTags < MaxCalls ? _usedTags++ : null;
    }

    private Duty Launch(Call call, int tag)
    {
        var borrowed = call.Payload.Length >= Outgoing.BorrowFrom;
        call.Launch(tag, borrowed);
        _calls[tag] = call;
        _underWay++;
        if (borrowed)
            _pending.AddBorrowed(call);
        else
            _pending.Add(call.Frame, call.Payload.Span);
        return NeedsSending();
    }

    private Duty SendFlush(ushort tag)
    {
        Span<byte> frame = stackalloc byte[FlushSize];
        WireWriter.Write(frame, Dialect, FlushTag(tag), new Tflush { OldTag = tag });
        _pending.Add(frame, default);
        return NeedsSending();
    }

    /// <summary>The call that waits for an answer under this tag.</summary>
    private Call? Find(ushort tag)
    {
        lock (_gate)
            return tag < MaxCalls ? _calls[tag] : null;
    }

    /// <summary>The answer is there, and taken.</summary>
    private void Answered(Call call)
    {
        Duty duty;
        lock (_gate)
        {
            var tag = call.Tag;
            _calls[tag] = null;
            _underWay--;
            // while a flush of this tag is on its way, the tag means two things
            duty = _flushing[tag] ? Duty.None : FreeTag(tag);
        }

        if (call.Releases != Protocol.NoFid)
            ReturnFid(call.Releases);
        call.Arrive();
        Do(duty);
    }

    /// <summary>Rflush: nothing more comes under that tag.</summary>
    /// <returns>Whether there was such a flush.</returns>
    private bool Flushed(int tag)
    {
        Call? call;
        Duty duty;
        lock (_gate)
        {
            if (!_flushing[tag])
                return false;
            _flushing[tag] = false;
            call = _calls[tag];
            if (call is not null)
            {
                _calls[tag] = null;
                _underWay--;
                call.Fail(new(Errno.EINTR, null));
            }

            duty = FreeTag(tag);
        }

        call?.Arrive();
        Do(duty);
        return true;
    }

    private Duty FreeTag(int tag)
    {
        if (_waiting.First is not { } first)
        {
            _freeTags.Push(tag);
            return Duty.None;
        }

        _waiting.RemoveFirst();
        first.Value.Waiting = null;
        return Launch(first.Value, tag);
    }
}
