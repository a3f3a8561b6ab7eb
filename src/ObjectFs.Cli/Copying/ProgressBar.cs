using System.Globalization;
using ObjectFs.Cli.Output;
using Spectre.Console;

namespace ObjectFs.Cli.Copying;

/// <summary>Draws a copy that takes long, on a terminal; a short one draws nothing.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a copy, and draws it meanwhile.</summary>
    public static async Task WatchAsync(Task copy, CopyProgress progress, Terminal terminal, TimeProvider time)
    {
        if (!terminal.IsTerminal || await EndsWithinAsync(copy, Patience, time).ConfigureAwait(false))
        {
            await copy.ConfigureAwait(false);
            return;
        }

        var bar = terminal.AnsiConsole().Progress().AutoClear(true).HideCompleted(false).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn());
        await bar.StartAsync(async context =>
        {
            var task = context.AddTask(Description(progress));
            do
            {
                task.Description = Description(progress);
                task.IsIndeterminate = progress.CurrentSize == 0;
                task.MaxValue = Math.Max(1, progress.CurrentSize);
                task.Value = progress.CurrentSize == 0 ? 0 : Math.Min(progress.CurrentBytes, progress.CurrentSize);
            }
            while (!await EndsWithinAsync(copy, Interval, time).ConfigureAwait(false));
        }).ConfigureAwait(false);
        await copy.ConfigureAwait(false);
    }

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan limit, TimeProvider time)
    {
        await Task.WhenAny(task, Task.Delay(limit, time)).ConfigureAwait(false);
        return task.IsCompleted;
    }

    private static string Description(CopyProgress progress) =>
        Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{Printable.Line(progress.Current)}  {progress.Files} files, {progress.Bytes / 1024.0 / 1024.0:F1} MiB"));
}
