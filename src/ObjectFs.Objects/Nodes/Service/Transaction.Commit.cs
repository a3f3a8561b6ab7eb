using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <content>
/// All or nothing: every value is compared with what it was written over, then set, all of one object under its policy in one go; where one is refused, those set before it are set back.
/// </content>
internal sealed partial class Transaction
{
    /// <summary>Applies what waits; nothing waits afterwards. Refused, it leaves the tree as it was, and all waits on.</summary>
    public async ValueTask<Result> CommitAsync(Caller caller)
    {
        StagedValue[] staged;
        lock (_gate)
        {
            if (Occupied() is { } refusal)
                return refusal;
            _isCommitting = true;
            staged = [.. _staged.Values];
        }

        Result result = Errno.EIO;
        try
        {
            result = await ApplyAsync(staged, caller).OffPool();
            return result;
        }
        finally
        {
            lock (_gate)
            {
                _isCommitting = false;
                _modified = registry.Now;
                if (result.Succeeded)
                    Clear();
                else
                    _refusal = result.Failure;
            }

            registry.Audit.Note(new AuditEntry { Caller = caller, What = "commit"u8, Path = Encoding.UTF8.GetBytes(Path), New = Encoding.UTF8.GetBytes($"{staged.Length} value{(staged.Length == 1 ? "" : "s")}\n"), Outcome = result.Errno });
        }
    }

    private async ValueTask<Result> ApplyAsync(StagedValue[] staged, Caller caller)
    {
        List<HostChanges> all = [];
        foreach (var group in staged.GroupBy(static value => value.Location.Host.Target ?? Missing, ReferenceEqualityComparer.Instance))
        {
            if (group.Key == Missing)
                return new Failure(Errno.ESTALE, $"{group.First().Path}: the object is gone; nothing was changed");
            all.Add(new HostChanges([.. group]));
        }

        foreach (var changes in all)
        {
            var compared = await changes.CompareAsync(caller).OffPool();
            if (!compared.Succeeded)
                return compared;
        }

        for (var i = 0; i < all.Count; i++)
        {
            var applied = await all[i].ApplyAsync(caller).OffPool();
            if (applied.Succeeded)
                continue;
            var undone = await UndoAsync(all[..i], caller).OffPool();
            return applied.Failure with { Sentence = $"{applied.Failure.Sentence}; {(undone ? "nothing was changed" : "not everything could be set back, see .objectfs/audit")}" };
        }

        foreach (var changes in all)
            changes.Tell(caller, "set"u8, Errno.None);
        return Result.Success;
    }

    private async ValueTask<bool> UndoAsync(List<HostChanges> applied, Caller caller)
    {
        var isUndone = true;
        applied.Reverse();
        foreach (var changes in applied)
        {
            var undone = await changes.UndoAsync(caller).OffPool();
            if (undone.Succeeded)
                continue;
            isUndone = false;
            changes.Tell(caller, "undo"u8, undone.Errno);
            registry.WriteLog("Error", "ObjectFs.Objects", $"{Path}: what was applied to {changes.Path} could not be set back: {undone.Failure}");
        }

        return isUndone;
    }

    private static object Missing { get; } = new();
}
