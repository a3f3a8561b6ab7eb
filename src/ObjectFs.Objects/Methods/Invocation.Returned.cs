using System.Buffers;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Methods;

/// <content>From what a method returns to its answer: a scalar is a line of text, what may be awaited is awaited, a stream comes line by line, anything else is JSON.</content>
internal sealed partial class Invocation
{
    private const string Kept = "The members of a task or a stream are kept with the method that returns it.";

    // under the policy of the class: what needs no waiting is made text at once, before the object can change
    private object? Prepare(object? returned) =>
        returned is null ? null
        : Awaited(returned) is { } task ? task
        : AnswerStream.Of(returned) is { } stream ? stream
        : new Text(Render(returned));

    private async Task AnswerAsync(object instance, object? returned)
    {
        if (returned is Task task)
        {
            await task.ConfigureAwait(false);
            var result = ResultOf(task);
            returned = result is null ? null
                : AnswerStream.Of(result) is { } late ? late
                : await RunAsync(instance, () => new Text(Render(result))).ConfigureAwait(false);
        }

        if (returned is Text text)
            await Answer.AddAsync(text.Content, _cancellation.Token).ConfigureAwait(false);
        else if (returned is AnswerStream stream)
            await AnswerAsync(instance, stream).ConfigureAwait(false);
    }

    private async Task AnswerAsync(object instance, AnswerStream stream)
    {
        var enumerator = await RunAsync(instance, () => stream.Enumerate(_cancellation.Token)).ConfigureAwait(false);
        try
        {
            while (await (await RunAsync(instance, () => stream.MoveNext(enumerator)).ConfigureAwait(false)).ConfigureAwait(false))
            {
                var line = await RunAsync(instance, () => Render(stream.Current(enumerator))).ConfigureAwait(false);
                await Answer.AddAsync(line.IsEmpty ? "\n"u8.ToArray() : line, _cancellation.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            if (enumerator is IAsyncDisposable disposable)
                await (await RunAsync(instance, () => disposable.DisposeAsync().AsTask()).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private ReadOnlyMemory<byte> Render(object? value)
    {
        if (value is null)
            return default;
        var form = Forms.OfRuntime(value.GetType());
        if (form is Form.Scalar or Form.Text)
            return ValueText.Render(value);
        var content = new ArrayBufferWriter<byte>(256);
        if (form == Form.Sequence && value is IEnumerable sequence)
        {
            WriteLines(content, sequence);
            return content.WrittenMemory;
        }

        JsonText.Write(content, _site.Owner, value);
        content.Write("\n"u8);
        return content.WrittenMemory;
    }

    // as the file of an enumerable member shows it
    private void WriteLines(ArrayBufferWriter<byte> content, IEnumerable sequence)
    {
        var count = 0;
        foreach (var element in sequence)
        {
            if (count++ == Limits.Lines || content.WrittenCount > Limits.Text)
            {
                content.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"$more\":\"only the first {count - 1} are shown\"}}\n")));
                return;
            }

            JsonText.Write(content, _site.Owner, element);
            content.Write("\n"u8);
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

    private sealed record Text(ReadOnlyMemory<byte> Content);
}
