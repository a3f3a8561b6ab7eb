using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>INTERRUPT: a caller that gave up is never left waiting, whatever the node does.</content>
internal sealed unsafe partial class Session
{
    private static readonly TimeSpan WaitGrace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LookGrace = TimeSpan.FromMilliseconds(500);

    private void Interrupt(Request request)
    {
        var unique = request.In<InterruptIn>().Unique;
        Request? target = null;
        if (unique != 0 && _requests.Interrupt(unique, out target, out var opcode) is { } cancellation)
            (IsWait(opcode) ? _interruptedWaits : _interruptedLooks).Add(target!, unique, cancellation);

        // answered already, then the kernel ignores this; or read by a thread that is not so far yet, then the kernel asks once more
        if (target is null)
            Reply(request, -(int)Errno.EAGAIN);
    }

    /// <summary>Whether it may last, so that programs expect EINTR of it. Of all else POSIX knows none, and programs give up at it.</summary>
    private static bool IsWait(Opcode opcode) =>
        opcode is Opcode.Open or Opcode.Create or Opcode.Read or Opcode.Write or Opcode.Flush or Opcode.Fsync or Opcode.SetAttributes or Opcode.Ioctl;

    private void AnswerInterrupted(Request request, ulong unique) => AnswerInsteadOfNode(request, unique, Errno.EINTR);

    /// <summary>Answers for a node that does not; the node may still be writing into the request's own answer.</summary>
    private void AnswerInsteadOfNode(Request request, ulong unique, Errno errno)
    {
        if (!request.TryTakeAnswer(unique))
            return;

        OutHeader reply;
        reply.Length = (uint)sizeof(OutHeader);
        reply.Error = -(int)errno;
        reply.Unique = unique;
        Interlocked.Increment(ref _errors);
        _ = _transport.Send((byte*)&reply, sizeof(OutHeader));
    }
}
