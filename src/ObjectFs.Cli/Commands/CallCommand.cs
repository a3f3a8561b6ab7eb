using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs call</c>: calls a method, prints its answer as it comes, and says why where there is none.</summary>
internal static class CallCommand
{
    private const int ChunkSize = 64 * 1024;
    private const int LongestAnswer = 64 << 20;

    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var operand = Parts.Operand(surroundings, target, "TARGET/PATH", "The method.");
        var words = new Argument<string[]>("ARGS") { Description = "Its arguments, as ./METHOD takes them; after -- whatever looks like an option of objectfs.", Arity = ArgumentArity.ZeroOrMore };
        var json = Parts.Json();
        var command = new Command("call", "Calls a method.") { operand, words, target, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var where = Operand.Parse(parsed.GetValue(operand)!, parsed.GetValue(target));
            var connections = new Connections(surroundings.Targets);
            await using (connections.ConfigureAwait(false))
            {
                var tree = await connections.TreeAsync(where.Target, cancellationToken).ConfigureAwait(false);
                var handle = await OpenAsync(tree, where, cancellationToken).ConfigureAwait(false);
                try
                {
                    var arguments = Encode(parsed.GetValue(words) ?? []);
                    return parsed.GetValue(json)
                        ? await CallAsJsonAsync(surroundings, handle, arguments, cancellationToken).ConfigureAwait(false)
                        : await CallAsync(surroundings, where, handle, arguments, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    await handle.CloseAsync().ConfigureAwait(false);
                }
            }
        });
        return command;
    }

    // the number of words, then each of them, so that nothing in them means anything
    private static byte[] Encode(string[] words) =>
        Encoding.UTF8.GetBytes(string.Concat(words.Prepend(words.Length.ToString(CultureInfo.InvariantCulture)).Select(static word => $"{word}\0")));

    private static async Task<Handle> OpenAsync(Node tree, Operand where, CancellationToken cancellationToken)
    {
        var (parent, name) = Walker.Split(where.Path);
        var method = await Walker.FindAsync(tree, where.Path, followLast: true, cancellationToken).ConfigureAwait(false);
        if (!method.Succeeded)
            throw CommandException.Refused(where.Text, method.Failure);
        var found = await Walker.FindAsync(tree, $"{parent}/.{name}/call", followLast: true, cancellationToken).ConfigureAwait(false);
        if (name.Length == 0 || !found.TryGet(out var channel))
            throw CommandException.Refused($"{where.Text} is no method: 'objectfs ls' shows what is there, and '.type' beside it what can be called.");
        var opened = await channel.OpenAsync(OpenFlags.Read | OpenFlags.Write, Caller.Self, cancellationToken).ConfigureAwait(false);
        return opened.TryGet(out var handle) ? handle : throw CommandException.Refused(where.Text, await Content.ExplainAsync(channel, opened.Failure, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<int> CallAsync(Surroundings surroundings, Operand where, Handle handle, byte[] arguments, CancellationToken cancellationToken)
    {
        var output = surroundings.Output.Bytes;
        var called = await RunAsync(
            handle,
            arguments,
            async piece =>
            {
                await output.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
                return Result.Success;
            },
            cancellationToken).ConfigureAwait(false);
        if (called.Succeeded)
            return ExitCode.Ok;

        var lines = (await SentenceAsync(handle, cancellationToken).ConfigureAwait(false)).TrimEnd('\n').Split('\n');
        var failure = lines[0].Length > 0 ? called.Failure with { Sentence = lines[0] } : called.Failure;
        var complaints = new Complaints(surroundings);
        complaints.Say(CommandException.Refused(where.Text, failure));
        foreach (var line in lines.Skip(1))
            surroundings.Error.WriteLine(Printable.Line(line));
        return complaints.ExitCode;
    }

    private static async Task<int> CallAsJsonAsync(Surroundings surroundings, Handle handle, byte[] arguments, CancellationToken cancellationToken)
    {
        var answer = new ArrayBufferWriter<byte>();
        var called = await RunAsync(
            handle,
            arguments,
            piece =>
            {
                if (answer.WrittenCount + piece.Length > LongestAnswer)
                    throw CommandException.Refused($"An answer may be {LongestAnswer >> 20} MiB long with --json; without it, it is printed as it comes.");
                answer.Write(piece.Span);
                return Result.SuccessAsync;
            },
            cancellationToken).ConfigureAwait(false);
        var sentence = called.Succeeded ? "" : (await SentenceAsync(handle, cancellationToken).ConfigureAwait(false)).Split('\n')[0];
        Json.Write(surroundings.Output, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("result");
            WriteResult(writer, answer.WrittenMemory);
            if (!called.Succeeded)
            {
                writer.WriteString("errno", called.Errno.ToString());
                writer.WriteString("error", sentence.Length > 0 ? sentence : Sentences.Of(called.Failure));
            }

            writer.WriteEndObject();
        });
        return called.Succeeded ? ExitCode.Ok : ExitCode.Refused;
    }

    // what is JSON stays what it is; a line of text becomes one
    private static void WriteResult(Utf8JsonWriter writer, ReadOnlyMemory<byte> answer)
    {
        if (answer.IsEmpty)
        {
            writer.WriteNullValue();
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(answer);
            document.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(answer.Span).TrimEnd('\n'));
        }
    }

    private static async Task<Result> RunAsync(Handle handle, byte[] arguments, Func<ReadOnlyMemory<byte>, ValueTask<Result>> take, CancellationToken cancellationToken)
    {
        var written = await Content.WriteAsync(handle, 0, arguments, cancellationToken).ConfigureAwait(false);
        return written.Succeeded ? await Content.ReadAsync(handle, new byte[ChunkSize], take, cancellationToken).ConfigureAwait(false) : written;
    }

    // what the same handle reads after a refusal
    private static async Task<string> SentenceAsync(Handle handle, CancellationToken cancellationToken)
    {
        var text = new ArrayBufferWriter<byte>();
        while (text.WrittenCount < ChunkSize)
        {
            var read = await handle.ReadAsync(0, text.GetMemory(4096), cancellationToken).ConfigureAwait(false);
            if (!read.TryGet(out var count) || count == 0)
                break;
            text.Advance(count);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
