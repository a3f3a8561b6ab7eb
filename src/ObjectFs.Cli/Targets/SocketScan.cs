using System.Net.Sockets;
using ObjectFs.Cli.Native;

namespace ObjectFs.Cli.Targets;

/// <summary>Finds the programs that listen at sockets of the default places.</summary>
internal static class SocketScan
{
    private const string Suffix = ".9p";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<ExportedProgram>> RunAsync(IEnumerable<SocketDirectory> directories, CancellationToken cancellationToken)
    {
        var looks = directories.Where(IsSafe).SelectMany(Sockets).Select(socket => LookAsync(socket, cancellationToken));
        return await Task.WhenAll(looks).ConfigureAwait(false);
    }

    /// <summary>Whether nobody but its owner can have put anything there.</summary>
    public static bool IsSafe(SocketDirectory directory)
    {
        const int OthersMayWrite = 0b000_010_010;
        return FileKind.TryLook(directory.Path, followLink: false, out var status)
            && status.IsDirectory && status.UserId == directory.Owner && (status.Mode & OthersMayWrite) == 0;
    }

    private static IEnumerable<string> Sockets(SocketDirectory directory)
    {
        try
        {
            return Directory.GetFiles(directory.Path, "*" + Suffix);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }

    private static async Task<ExportedProgram> LookAsync(string path, CancellationToken cancellationToken)
    {
        var fullName = Path.GetFileName(path)[..^Suffix.Length];
        if (!ExportedProgram.TrySplit(fullName, out var name, out var processId))
            name = fullName;
        uint? user = FileKind.TryLook(path, followLink: false, out var status) ? status.UserId : null;
        return new ExportedProgram(name, processId, user, ExportedProgram.NineP, path, await AnswersAsync(path, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (ArgumentOutOfRangeException)
        {
            // a path longer than an address can hold: nobody can listen there
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // somebody listens, and is too busy to take one more
            return true;
        }
    }
}
