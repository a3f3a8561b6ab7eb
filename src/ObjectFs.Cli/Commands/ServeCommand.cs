using System.CommandLine;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Serving;
using ObjectFs.Cli.Targets;
using ObjectFs.NineP;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs serve</c>: a directory of this machine over 9P, until Ctrl-C; for tests of clients.</summary>
internal static class ServeCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var directory = new Argument<string>("DIR") { Description = "The directory." };
        var listen = new Option<string?>("--listen", "-l")
        {
            Description = "Where: a socket's path, tcp://host:port or tls://host:port; by default where 'objectfs ps' finds it.",
            HelpName = "ADDRESS",
        };
        var write = new Option<bool>("--write", "-w") { Description = "Let it be changed; read-only otherwise." };
        var anonymous = new Option<bool>("--anonymous") { Description = "Let in whoever reaches the TCP port, with your rights." };
        var command = new Command("serve", "Serves a directory over 9P, until Ctrl-C; for tests.") { directory, listen, write, anonymous };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var (path, address) = (parsed.GetValue(directory)!, parsed.GetValue(listen));
                await ServeAsync(surroundings, path, address, parsed.GetValue(write), parsed.GetValue(anonymous), cancellationToken).ConfigureAwait(false);
            }
            catch (NinePException exception)
            {
                throw CommandException.Refused(exception.Message);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task ServeAsync(
        Surroundings surroundings, string path, string? listen, bool writable, bool anonymous, CancellationToken cancellationToken)
    {
        var root = DirectoryTree.Open(path, writable);
        var address = listen is null ? null : Address(listen);
        var options = new NinePServerOptions
        {
            Address = address,
            AllowAnonymous = anonymous,
            ReadOnly = !writable,
            Tls = address?.Transport == NinePTransport.Tls ? Certificates.OfServer() : null,

            // as every file server does
            TellsSizes = true,
        };
        if (address is null)
            options = NinePSocketDirectory.Listening(options, DefaultName(path), Environment.ProcessId);
        var server = await NinePServer.StartAsync(root, options, new ErrorLogger(surroundings.Error), cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            surroundings.Output.WriteLine($"{Printable.Name(path, surroundings.Output)} is served at {server.Address}. Ctrl-C ends it.");
            surroundings.Output.Text.Flush();
            await server.Completion.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static NinePAddress Address(string text) =>
        NinePAddress.TryParse(text, out var address, out var error) ? address : throw CommandException.Usage($"{error}.");

    private static string DefaultName(string path) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) is { Length: > 0 } name ? name : "root";
}
