using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using ObjectFs.Cli.Native;
using ObjectFs.NineP;

namespace ObjectFs.Cli.Targets;

/// <summary>Finds the programs that listen at sockets of the default places, or have their addresses there.</summary>
internal static class SocketScan
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<ExportedProgram>> RunAsync(IEnumerable<SocketDirectory> directories, CancellationToken cancellationToken)
    {
        var looks = directories.Where(IsSafe).SelectMany(Sockets).Select(socket => LookAsync(socket, cancellationToken));
        return await Task.WhenAll(looks).ConfigureAwait(false);
    }

    /// <summary>What the program at an address asks for, where it has left that for its user; else nothing.</summary>
    public static ReadOnlyMemory<byte> SecretOf(IEnumerable<SocketDirectory> directories, string address)
    {
        if (!NinePAddress.TryParse(address, out var meant, out _) || meant.Transport == NinePTransport.Unix)
            return default;
        foreach (var path in directories.Where(IsSafe).SelectMany(Sockets))
        {
            if (TryRead(path, out var program) && program.Address == meant)
                return program.Secret;
        }

        return default;
    }

    /// <summary>Whether nobody but its owner can have put anything there.</summary>
    public static bool IsSafe(SocketDirectory directory)
    {
        const int OthersMayWrite = 0b000_010_010;

        // a part of the user's own profile
        if (OperatingSystem.IsWindows())
            return Directory.Exists(directory.Path);
        return FileKind.TryLook(directory.Path, followLink: false, out var status)
            && status.IsDirectory && status.UserId == directory.Owner && (status.Mode & OthersMayWrite) == 0;
    }

    private static IEnumerable<string> Sockets(SocketDirectory directory)
    {
        try
        {
            return Directory.GetFiles(directory.Path, "*" + NinePSocketDirectory.Extension);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }

    /// <summary>The address that a program of this user has left; one of another machine is none that it could have, and is not to be connected to.</summary>
    private static bool TryRead(string path, [NotNullWhen(true)] out NinePAddressFile? program)
    {
        program = null;
        return IsOwnFile(path) && NinePAddressFile.TryRead(path, out program) && IPAddress.TryParse(program.Address.Host, out var host) && IPAddress.IsLoopback(host);
    }

    // who opens a pipe waits for another who does
    private static bool IsOwnFile(string path) =>
        OperatingSystem.IsWindows() || (FileKind.TryLook(path, followLink: false, out var status) && status.IsRegular && status.UserId == Users.Current);

    private static async Task<ExportedProgram> LookAsync(string path, CancellationToken cancellationToken)
    {
        var fullName = Path.GetFileNameWithoutExtension(path);
        if (!ExportedProgram.TrySplit(fullName, out var name, out var processId))
            name = fullName;
        uint? user = FileKind.TryLook(path, followLink: false, out var status) ? status.UserId : null;
        var address = TryRead(path, out var program) ? program.Address : null;
        var isAlive = await AnswersAsync(path, address, cancellationToken).ConfigureAwait(false);

        // of what has ended the file is left, to be removed
        return new ExportedProgram(name, processId, user, ExportedProgram.NineP, isAlive && address is not null ? address.ToString() : path, isAlive);
    }

    private static async Task<bool> AnswersAsync(string path, NinePAddress? address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var socket = address is null ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
            EndPoint place = address is null ? new UnixDomainSocketEndPoint(path) : new IPEndPoint(IPAddress.Parse(address.Host!), address.Port);
            await socket.ConnectAsync(place, limit.Token).ConfigureAwait(false);
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
