using System.Text;
using Microsoft.Win32.SafeHandles;
using ObjectFs.Cli.Native;
using Spectre.Console;

namespace ObjectFs.Cli.Output;

/// <summary>A standard stream, which may be a terminal: colours and columns only there, so that what a script reads stays plain.</summary>
internal sealed class Terminal
{
    private const int UsualWidth = 80;

    public Terminal(Stream bytes, bool isTerminal, bool colour, int width)
    {
        Bytes = bytes;
        IsTerminal = isTerminal;
        Colour = colour;
        Width = width;
        UnderstandsEscapes = isTerminal;
        Text = TextWriter.Synchronized(new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n", AutoFlush = isTerminal });
    }

    /// <summary>For content as it is; flush <see cref="Text"/> before.</summary>
    public Stream Bytes { get; }

    public TextWriter Text { get; }

    /// <summary>Whether a person reads it.</summary>
    public bool IsTerminal { get; }

    public bool Colour { get; }

    /// <summary>Whether it can be drawn on; old consoles of Windows cannot.</summary>
    public bool UnderstandsEscapes { get; init; }

    /// <summary>Columns of a line.</summary>
    public int Width { get; }

    public static Terminal StandardOutput()
    {
        // else a console of Windows takes UTF-8 for what it wrote in 1981
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
            Console.OutputEncoding = Encoding.UTF8;
        return Of(Pipe() ?? Console.OpenStandardOutput(), !Console.IsOutputRedirected, OperatingSystem.IsWindows() ? Kernel32.StandardOutput : 0);
    }

    public static Terminal StandardError() => Of(Console.OpenStandardError(), !Console.IsErrorRedirected, OperatingSystem.IsWindows() ? Kernel32.StandardError : 0);

    /// <summary>A text, coloured where colours are.</summary>
    public void Write(string text, Tone tone) => Text.Write(Colour && Escape(tone) is { } escape ? $"\e[{escape}m{text}\e[0m" : text);

    /// <summary>A line, coloured where colours are.</summary>
    public void WriteLine(string text, Tone tone = Tone.Plain)
    {
        Write(text, tone);
        Text.WriteLine();
    }

    /// <summary>For tables and progress bars.</summary>
    public IAnsiConsole AnsiConsole()
    {
        var console = Spectre.Console.AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = UnderstandsEscapes ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = UnderstandsEscapes ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(Text),
        });
        console.Profile.Width = Width;
        return console;
    }

    private static Terminal Of(Stream bytes, bool isTerminal, int windowsStream)
    {
        var understands = isTerminal && (!OperatingSystem.IsWindows() || Kernel32.TryUnderstandEscapes(windowsStream));
        return new(bytes, isTerminal, understands && WantsColour(), isTerminal ? ConsoleWidth() : UsualWidth) { UnderstandsEscapes = understands };
    }

    // the console's own stream goes on as if nothing had happened when nobody reads any more; a file keeps it, because there the position is shared with others
    private static FileStream? Pipe()
    {
        const int Descriptor = 1;
        if (!OperatingSystem.IsLinux() || !Console.IsOutputRedirected)
            return null;
        var handle = new SafeFileHandle(Descriptor, ownsHandle: false);
        return Libc.TryStatus(handle, out var status) && (status.IsPipe || status.IsSocket) ? new FileStream(handle, FileAccess.Write, bufferSize: 0) : null;
    }

    // https://no-color.org
    private static bool WantsColour() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"));

    private static int ConsoleWidth() => Console.WindowWidth is > 0 and var width ? width : UsualWidth;

    private static string? Escape(Tone tone) => tone switch
    {
        Tone.Directory => "1;34",
        Tone.Link => "36",
        Tone.Faint => "2",
        Tone.Good or Tone.Added => "32",
        Tone.Bad or Tone.Removed => "31",
        Tone.Changed => "33",
        _ => null,
    };
}
