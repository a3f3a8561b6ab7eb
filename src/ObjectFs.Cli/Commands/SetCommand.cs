using System.CommandLine;
using System.Text;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs set</c>: writes a value, as <c>echo VALUE &gt; file</c> would, and says why where it is refused.</summary>
internal static class SetCommand
{
    private const int LongestValue = 64 << 20;

    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var operand = Parts.Operand(surroundings, target, "TARGET/PATH", "The member.");
        var value = new Argument<string?>("VALUE") { Description = "The value; left out, standard input is written as it is.", Arity = ArgumentArity.ZeroOrOne };
        var exact = new Option<bool>("--exact", "-n") { Description = "Write VALUE without a newline after it, for members that are bytes." };
        var isNull = new Option<bool>("--null") { Description = "Set null, where null is allowed." };
        var command = new Command("set", "Sets a member.") { operand, value, target, exact, isNull };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var where = Operand.Parse(parsed.GetValue(operand)!, parsed.GetValue(target));
            if (parsed.GetValue(isNull) && parsed.GetValue(value) is not null)
                throw CommandException.Usage("Either a VALUE or --null, not both.");

            var data = parsed.GetValue(isNull) ? []
                : parsed.GetValue(value) is { } text ? Encoding.UTF8.GetBytes(parsed.GetValue(exact) ? text : text + "\n")
                : await InputAsync(surroundings, cancellationToken).ConfigureAwait(false);
            var connections = new Connections(surroundings.Targets);
            await using (connections.ConfigureAwait(false))
                await SetAsync(connections, where, data, cancellationToken).ConfigureAwait(false);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<byte[]> InputAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (surroundings.InputIsTerminal)
            throw CommandException.Usage("There is no VALUE. Write one, or redirect standard input.");

        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await surroundings.Input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (all.Length + count > LongestValue)
                throw CommandException.Refused($"A value may be {LongestValue >> 20} MiB long at most.");
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    private static async Task SetAsync(Connections connections, Operand where, byte[] data, CancellationToken cancellationToken)
    {
        var tree = await connections.TreeAsync(where.Target, cancellationToken).ConfigureAwait(false);
        var found = await Walker.FindAsync(tree, where.Path, followLast: true, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var node))
        {
            // a new key of a dictionary, a new member of a set
            var made = found.Errno == Errno.ENOENT ? await CreateAsync(tree, where, data, cancellationToken).ConfigureAwait(false) : found.Failure;
            if (made is { } refusal)
                throw CommandException.Refused(where.Text, refusal);
            return;
        }

        var opened = await node.OpenAsync(OpenFlags.Write | OpenFlags.Truncate, Caller.Self, cancellationToken).ConfigureAwait(false);
        var failure = opened.TryGet(out var handle) ? await WriteAsync(handle, data, cancellationToken).ConfigureAwait(false) : opened.Failure;
        if (failure is { } refused)
            throw CommandException.Refused(where.Text, await Content.ExplainAsync(node, refused, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes the file; the refusal, or null.</summary>
    private static async Task<Failure?> CreateAsync(Node tree, Operand where, byte[] data, CancellationToken cancellationToken)
    {
        var (path, name) = Walker.Split(where.Path);
        var found = await Walker.FindAsync(tree, path, followLast: true, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var parent) || name.Length == 0)
            return found.Succeeded ? new Failure(Errno.ENOENT, null) : found.Failure;

        const int Mode = 0b110_100_100;
        var made = await parent.CreateAsync(Encoding.UTF8.GetBytes(name), Mode, OpenFlags.Write, Caller.Self, cancellationToken).ConfigureAwait(false);
        if (made.TryGet(out var file))
            return await WriteAsync(file.Handle, data, cancellationToken).ConfigureAwait(false);

        // where nothing can be made, the mistake is in the name
        return made.Errno == Errno.EPERM ? new Failure(Errno.ENOENT, null) : made.Failure;
    }

    private static async Task<Failure?> WriteAsync(Handle handle, byte[] data, CancellationToken cancellationToken)
    {
        try
        {
            var written = await Content.WriteAsync(handle, 0, data, cancellationToken).ConfigureAwait(false);
            if (written.Succeeded)
                written = await handle.FlushAsync(cancellationToken).ConfigureAwait(false);
            return written.Succeeded ? null : written.Failure;
        }
        finally
        {
            await handle.CloseAsync().ConfigureAwait(false);
        }
    }
}
