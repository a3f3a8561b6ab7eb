using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Methods;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>
/// A call as one opener makes it: arguments are written, the answer is read, both in order, whatever the offsets. A write that ends the arguments is refused if they are wrong; what is read
/// after a refusal, or after an answer that ended in one, is the sentence. Who only writes cannot hear an answer: there, unless in a context, the write takes as long as the method and
/// carries its refusal. Partials by direction.
/// </summary>
internal sealed partial class CallHandle(CallSite site, CallContext? context, OpenFlags flags, Caller caller) : Handle
{
    private readonly Lock _gate = new();
    private Invocation? _invocation;
    private ReadOnlyMemory<byte> _explanation;
    private bool _hasFailed;
    private int _position;

    /// <summary>What a reader waits for comes when it comes; a file that is only written may be seeked, as shells do that append.</summary>
    public override bool IsStream => Reads;

    private bool Reads => (flags & OpenFlags.Read) != 0;

    private bool Writes => (flags & OpenFlags.Write) != 0;

    public override PollEvents Poll(IPollWaiter? waiter)
    {
        Invocation? invocation;
        lock (_gate)
            invocation = _invocation;
        if (invocation is null)
            return PollEvents.Readable | PollEvents.Writable;

        // in the list first, so that nothing is missed between the look and the wait
        if (waiter is not null)
            invocation.Answer.Waiters.TryAdd(waiter);
        return invocation.Ended.IsCompleted ? PollEvents.Readable | PollEvents.Writable
            : context is null && invocation.Answer.IsReadable ? PollEvents.Readable
            : PollEvents.None;
    }

    public override ValueTask CloseAsync()
    {
        Invocation? invocation;
        lock (_gate)
        {
            invocation = _invocation;
            _staged.Clear();
        }

        if (context is null && invocation is { Ended.IsCompleted: false })
            invocation.Cancel();
        return default;
    }

    // whoever reads next is told why
    private Failure Explain(Failure failure, bool isMisuse)
    {
        var text = $"{failure}\n{(isMisuse ? Signature.Usage(site.Method) : "")}";
        lock (_gate)
        {
            _hasFailed = true;
            _explanation = Encoding.UTF8.GetBytes(text);
        }

        return failure;
    }

    private Failure Refuse(Errno errno, string sentence) => new Requester(site.Place, caller).Refuse(new(errno, sentence), null);
}
