using System.Buffers;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>The values of one scalar or text member in all instances of a type. Immutable, thread-safe.</summary>
internal sealed class MemberValues(Extent extent, Member member)
{
    // going through so many where no code of the program runs takes some ten microseconds
    private const int Few = 1000;
    private const int Short = 256;

    private readonly bool _isTrivial = Columns.AreTrivial(extent.Type, [member]);

    public Extent Extent => extent;

    public Member Member => member;

    /// <summary>Whether there are so many instances that going through them is worth remembering.</summary>
    public bool AreMany => extent.Count > Few || !_isTrivial;

    private int Budget => member.Budget > 0 ? member.Budget : (int)extent.Registry.GetterBudget.TotalMilliseconds;

    /// <summary>Shows all values that are not null, in the order of instances; those that cannot be read are left out. EINTR where whoever asked gave up.</summary>
    public ValueTask<Result> ShowAsync(ValueSink sink, CancellationToken cancellationToken)
    {
        var rows = new Rows(extent);
        if (!_isTrivial)
            return ShowOthersAsync(rows, sink, cancellationToken);
        return rows.IsTrivial && !AreMany ? new(Show(rows, sink, cancellationToken)) : new(OwnThreads.Blocking.Run(() => Show(rows, sink, cancellationToken), CancellationToken.None));
    }

    /// <summary>Shows the value of one instance.</summary>
    public async ValueTask ShowAsync(long number, object instance, ValueSink sink)
    {
        if (_isTrivial)
            Show(number, instance, sink);
        else
            await ShowOtherAsync(number, instance, sink).OffPool();
    }

    private Result Show(Rows rows, ValueSink sink, CancellationToken cancellationToken)
    {
        while (rows.TryNext(out var instance))
        {
            if (cancellationToken.IsCancellationRequested)
                return Errno.EINTR;
            if (!Show(rows.Number, instance, sink))
                break;
        }

        return Result.Success;
    }

    private bool Show(long number, object instance, ValueSink sink)
    {
        Span<byte> room = stackalloc byte[Short];
        if (member.Scalar is { } cell)
        {
            return cell.TryFormat(instance, room, out var written)
                ? written == 0 || sink.See(number, Utf8Text.TakeNewline(room[..written]))
                : sink.See(number, Utf8Text.TakeNewline(ValueText.Render(member.Accessor.ReadObject(instance)).Span));
        }

        // what is too long for its own file is left out here too
        if (member.Accessor.ReadObject(instance) is not string text || text.Length > Limits.Text)
            return true;
        if (Utf8Text.TryFormat(text, room, out var length))
            return sink.See(number, room[..length]);
        var rented = ArrayPool<byte>.Shared.Rent(Utf8Text.GetLength(text));
        Utf8Text.TryFormat(text, rented, out length);
        var goesOn = sink.See(number, rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return goesOn;
    }

    private async ValueTask<Result> ShowOthersAsync(Rows rows, ValueSink sink, CancellationToken cancellationToken)
    {
        while (await rows.NextAsync().OffPool() is { } instance)
        {
            if (cancellationToken.IsCancellationRequested)
                return Errno.EINTR;
            if (!await ShowOtherAsync(rows.Number, instance, sink).OffPool())
                break;
        }

        return Result.Success;
    }

    private async ValueTask<bool> ShowOtherAsync(long number, object instance, ValueSink sink)
    {
        var read = await Policies.Of(extent.Type).RunAsync(new Requester(null, member.Overdue, null), instance, Budget, (member, instance), static state => Read(state.member, state.instance)).OffPool();
        return !read.TryGet(out var content) || content.IsEmpty || sink.See(number, Utf8Text.TakeNewline(content.Span));
    }

    private static Result<ReadOnlyMemory<byte>> Read(Member member, object instance) => ValueText.Render(member.Accessor.ReadObject(instance));
}
