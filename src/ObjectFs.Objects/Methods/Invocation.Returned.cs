using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <content>From what a method returns to its answer: a scalar is a line of text, what may be awaited is awaited, a stream comes line by line, anything else is JSON.</content>
internal sealed partial class Invocation
{
    private const int BatchLines = 256;
    private const int BatchBytes = 16 * 1024;
    private const string Kept = "The members of a task or a stream are kept with the method that returns it.";

    // under the policy of the class: what needs no waiting is made text at once, before the object can change
    private object? Prepare(object? returned) =>
        returned is null ? null
        : Awaited(returned) is { } task ? task
        : AnswerStream.Of(returned) is { } stream ? stream
        : Render(returned);

    private async Task AnswerAsync(object instance, object? returned)
    {
        if (returned is Task task)
        {
            await task.OffPool();
            var result = ResultOf(task);
            returned = result is null ? null
                : AnswerStream.Of(result) is { } late ? late
                : await RunAsync(instance, () => Render(result)).OffPool();
        }

        if (returned is Draft text)
            await Answer.AddLastAsync(await text.FinishAsync().OffPool(), _cancellation.Token).OffPool();
        else if (returned is AnswerStream stream)
            await AnswerAsync(instance, stream).OffPool();
    }

    private async Task AnswerAsync(object instance, AnswerStream stream)
    {
        var enumerator = await RunAsync(instance, () => stream.Enumerate(_cancellation.Token)).OffPool();
        try
        {
            for (var hasNext = false; ;)
            {
                // a sequence need not heed the token
                _cancellation.Token.ThrowIfCancellationRequested();
                var batch = await RunAsync(instance, () => TakeBatch(stream, enumerator, hasNext)).OffPool();
                var lines = await batch.Lines.FinishAsync().OffPool();
                if (batch is { Next: null, IsFull: false })
                {
                    await Answer.AddLastAsync(lines, _cancellation.Token).OffPool();
                    return;
                }

                await Answer.AddAsync(lines, _cancellation.Token).OffPool();
                hasNext = batch.Next is not null && await batch.Next.OffPool();
                if (!hasNext && !batch.IsFull)
                    return;
            }
        }
        finally
        {
            if (enumerator is IAsyncDisposable disposable)
                await (await RunAsync(instance, () => disposable.DisposeAsync().AsTask()).OffPool()).OffPool();
        }
    }

    // as many as come without waiting, so that not each costs a change of threads
    private Batch TakeBatch(AnswerStream stream, object enumerator, bool hasNext)
    {
        var lines = new Draft(_site.Host.Registry);
        try
        {
            if (hasNext)
                WriteLine(lines, stream.Current(enumerator));
            for (var count = 0; count < BatchLines && lines.Length < BatchBytes; count++)
            {
                var next = stream.MoveNext(enumerator);
                if (!next.IsCompletedSuccessfully)
                    return new(lines, next, IsFull: false);
                if (!next.Result)
                    return new(lines, null, IsFull: false);
                WriteLine(lines, stream.Current(enumerator));
            }
        }
        catch (Exception exception)
        {
            // what came before the mistake is answered first
            return new(lines, Task.FromException<bool>(exception), IsFull: false);
        }

        return new(lines, null, IsFull: true);
    }

    // a line of its own first: one that fails half way leaves nothing
    private void WriteLine(Draft lines, object? value)
    {
        var line = Render(value);
        if (line.Length == 0)
            line.Add("\n"u8);
        lines.Add(line);
    }

    private Draft Render(object? value)
    {
        var draft = new Draft(_site.Host.Registry);
        if (value is null)
            return draft;
        var form = Forms.OfRuntime(value.GetType());
        if (form is Form.Scalar or Form.Text)
        {
            draft.Add(ValueText.Render(value).Span);
        }
        else if (form == Form.Sequence && value is IEnumerable sequence)
        {
            WriteLines(draft, sequence);
        }
        else
        {
            draft.Add(value);
            draft.Add("\n"u8);
        }

        return draft;
    }

    // as the file of an enumerable member shows it
    private static void WriteLines(Draft draft, IEnumerable sequence)
    {
        var count = 0;
        foreach (var element in sequence)
        {
            if (count++ == Limits.Lines || draft.Length > Limits.Text)
            {
                draft.Add(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"$more\":\"only the first {count - 1} are shown\"}}\n")));
                return;
            }

            draft.Add(element);
            draft.Add("\n"u8);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = Kept)]
    private static Task? Awaited(object returned) => returned switch
    {
        Task task => task,
        ValueTask task => task.AsTask(),
        _ when returned.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>) =>
            (Task)type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, BindingFlags.DoNotWrapExceptions, null, null, null)!,
        _ => null,
    };

    // a task that has no result has one of a type that nobody can name
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = Kept)]
    private static object? ResultOf(Task task) =>
        task.GetType().GetProperty(nameof(Task<>.Result)) is { } result && result.PropertyType.FullName != "System.Threading.Tasks.VoidTaskResult"
            ? result.GetValue(task)
            : null;

    /// <summary>Lines of a stream, and what is to be awaited for the next; null where nothing is.</summary>
    private sealed record Batch(Draft Lines, Task<bool>? Next, bool IsFull);
}
