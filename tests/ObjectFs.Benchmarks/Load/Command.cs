using System.ComponentModel;
using System.Diagnostics;

namespace ObjectFs.Benchmarks.Load;

/// <summary>A program that is run for what it prints.</summary>
internal static class Command
{
    /// <summary>Runs to the end.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">One by one.</param>
    /// <param name="remedy">What to do where it fails.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>Its standard output, trimmed.</returns>
    /// <exception cref="BenchmarkException">It is not there, or ended with another status than 0.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string remedy, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments, remedy);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? (await output).Trim() : throw new BenchmarkException($"{Path.GetFileName(program)}: {(await errors).Trim()}. {remedy}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments, string remedy)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception exception)
        {
            throw new BenchmarkException($"{program} cannot be run ({exception.Message}). {remedy}");
        }
    }
}
