using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ObjectFs.Cli.Mounting;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs mount</c>: a program's tree as a directory of this machine, until Ctrl-C. When the program ends, the mount waits for it to come back.</summary>
internal static class MountCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var operand = Parts.Operand(surroundings, target, "TARGET/PATH", "What to mount; the target alone is the root. By name, the program is found again after a restart.");
        var directory = new Argument<string>("DIR") { Description = "Where: an empty directory, or one that can be made; on Windows a drive (X:), or a directory that does not exist yet." };
        var readOnly = new Option<bool>("--read-only") { Description = "Nothing can be changed." };
        var allowOther = new Option<bool>("--allow-other") { Description = "Let in other users; the permission bits then decide." };
        var command = new Command("mount", "Mounts a program's tree on a directory, until Ctrl-C.") { operand, directory, target, readOnly, allowOther };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var where = Operand.Parse(parsed.GetValue(operand)!, parsed.GetValue(target));
            var title = where.Text.Length == 0 ? where.Target : where.Text;
            var mounting = new MountRequest(parsed.GetValue(directory)!, title, parsed.GetValue(readOnly), parsed.GetValue(allowOther));
            await MountAsync(surroundings, where, mounting, cancellationToken).ConfigureAwait(false);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task MountAsync(Surroundings surroundings, Operand where, MountRequest mounting, CancellationToken cancellationToken)
    {
        var first = await Locator.FindAsync(surroundings.Targets, where.Target, cancellationToken).ConfigureAwait(false);
        var tree = await RemoteTree.StartAsync(
            mounting.Title,
            token => ConnectAsync(surroundings.Targets, where, token),
            TimeProvider.System,
            cancellationToken).ConfigureAwait(false);
        await using (tree.ConfigureAwait(false))
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            tree.Lost += () =>
            {
                if (NeverComesBack(first.Program, where.Target))
                    ended.TrySetResult();
                else
                    Say(surroundings, $"{tree.Title} has ended. Its files are back when it is.");
            };
            tree.Found += () => Say(surroundings, $"{tree.Title} is back.");
            var mount = await mounting.StartAsync(tree.Root, new ErrorLogger(surroundings.Error), cancellationToken).ConfigureAwait(false);
            await using (mount.ConfigureAwait(false))
            {
                surroundings.Output.WriteLine($"{Printable.Line(tree.Title)} is mounted on {Printable.Name(mount.MountPoint, surroundings.Output)}. Ctrl-C unmounts it.");
                if (mount.Notice is { } notice)
                    surroundings.Output.WriteLine(notice);
                surroundings.Output.Text.Flush();
                await ((Task)Task.WhenAny(mount.Completion, ended.Task)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (ended.Task.IsCompleted)
            {
                throw CommandException.Unreachable(
                    $"{first.Title} has ended, and its mount with it. By its name alone, {first.Program!.Name}, a mount waits for the program to come back.");
            }
        }
    }

    /// <summary>Whether a target names one process, and that has ended: another will never have its number and be the same.</summary>
    private static bool NeverComesBack(ExportedProgram? program, string target) =>
        program is not null && (target == program.FullName || target == program.ProcessId.ToString(CultureInfo.InvariantCulture))
        && !IsRunning(program.ProcessId);

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Finds the program, wherever it is by now, and the directory in it.</summary>
    private static async Task<(IConnection Connection, Node Root)> ConnectAsync(ITargets targets, Operand where, CancellationToken cancellationToken)
    {
        var found = await Locator.FindAsync(targets, where.Target, cancellationToken).ConfigureAwait(false);
        var connection = await targets.ConnectAsync(found.Address, cancellationToken).ConfigureAwait(false);
        var root = await Walker.FindAsync(connection.Tree, where.Path, followLast: true, cancellationToken).ConfigureAwait(false);
        if (root.TryGet(out var node) && node.Kind == NodeKind.Directory)
            return (connection, node);

        await connection.DisposeAsync().ConfigureAwait(false);
        throw CommandException.Refused(where.Text, root.Succeeded ? new Failure(Errno.ENOTDIR, null) : root.Failure);
    }

    private static void Say(Surroundings surroundings, string sentence)
    {
        surroundings.Error.WriteLine($"objectfs: {Printable.Line(sentence)}");
        surroundings.Error.Text.Flush();
    }
}
