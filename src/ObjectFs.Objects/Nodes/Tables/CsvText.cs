using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>
/// <c>.csv</c> of a type (RFC 4180): a line of names, then a line for each instance. Where reading runs no code of the program, lines are made on the reader's thread; else each in one
/// call under the policy of the class, and once one was late, each field in a call of its own, so that a getter that hangs costs its own column.
/// </summary>
internal sealed class CsvText : TableText
{
    private const int OwnBytes = 1024;

    private readonly Extent _extent;
    private readonly Member[] _members;
    private readonly Policy _policy;
    private readonly Rows _rows;
    private readonly Overdue _overdue = new();
    private readonly bool _isTrivial;
    private bool _isBegun;
    private bool _isCareful;

    public CsvText(Extent extent)
    {
        _extent = extent;
        _members = Columns.Of(extent.Type);
        _policy = Policies.Of(extent.Type);
        _rows = new(extent);
        _isTrivial = _rows.IsTrivial && Columns.AreTrivial(extent.Type, _members);
    }

    private int Budget => (int)_extent.Registry.GetterBudget.TotalMilliseconds;

    public override ValueTask<Result<bool>> WriteAsync(Window window, int enough, CancellationToken cancellationToken)
    {
        if (!_isBegun)
            WriteNames(window);
        _isBegun = true;
        return _isTrivial ? new(WriteTrivial(window, enough, cancellationToken)) : WriteOthersAsync(window, enough, cancellationToken);
    }

    private void WriteNames(Window window)
    {
        foreach (var member in _members)
        {
            CsvCell.Write(window, Encoding.UTF8.GetString(member.FileName));
            CsvCell.End(window, member == _members[^1]);
        }

        if (_members.Length == 0)
            CsvCell.End(window, isLast: true);
    }

    private Result<bool> WriteTrivial(Window window, int enough, CancellationToken cancellationToken)
    {
        while (window.Length < enough)
        {
            if (cancellationToken.IsCancellationRequested)
                return Errno.EINTR;
            if (!_rows.TryNext(out var instance))
                return false;
            WriteRow(window, _members, instance);
        }

        return true;
    }

    private async ValueTask<Result<bool>> WriteOthersAsync(Window window, int enough, CancellationToken cancellationToken)
    {
        while (window.Length < enough)
        {
            if (cancellationToken.IsCancellationRequested)
                return Errno.EINTR;
            if (await _rows.NextAsync().OffPool() is not { } instance)
                return false;
            if (!_isCareful)
            {
                var row = await _policy.RunAsync(new Requester(null, _overdue, null), instance, Budget, (_members, instance), static state => Row(state._members, state.instance)).OffPool();
                if (row.TryGet(out var line))
                {
                    window.Write(line);
                    continue;
                }

                _isCareful = true;
            }

            await WriteCellsAsync(window, instance).OffPool();
        }

        return true;
    }

    private async ValueTask WriteCellsAsync(Window window, object instance)
    {
        foreach (var member in _members)
        {
            var cell = await _policy.RunAsync(
                new Requester(null, member.Overdue, null), instance, member.Budget > 0 ? member.Budget : Budget, (member, instance), static state => Cell(state.member, state.instance)).OffPool();
            if (cell.TryGet(out var text))
                window.Write(text);
            else
                CsvCell.Write(window, cell.Failure);
            CsvCell.End(window, member == _members[^1], isBlank: _members.Length == 1 && cell is { Succeeded: true, Value.Length: 0 });
        }

        if (_members.Length == 0)
            CsvCell.End(window, isLast: true);
    }

    // of its own: a call that is late writes where nobody reads any more
    private static Result<byte[]> Row(Member[] members, object instance)
    {
        var row = new Window(OwnBytes);
        WriteRow(row, members, instance);
        return row.Text.ToArray();
    }

    private static Result<byte[]> Cell(Member member, object instance)
    {
        var cell = new Window(OwnBytes);
        CsvCell.Write(cell, member, instance);
        return cell.Text.ToArray();
    }

    private static void WriteRow(Window to, Member[] members, object instance)
    {
        foreach (var member in members)
        {
            var isNull = false;
            try
            {
                isNull = !CsvCell.Write(to, member, instance);
            }
            catch (Exception exception)
            {
                // a getter of the program's that throws costs its own field
                CsvCell.Write(to, Refusal.From(exception));
            }

            CsvCell.End(to, member == members[^1], isBlank: isNull && members.Length == 1);
        }

        if (members.Length == 0)
            CsvCell.End(to, isLast: true);
    }
}
