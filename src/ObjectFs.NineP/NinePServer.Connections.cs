using System.ComponentModel;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.NineP.Server;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <content>Whoever comes: taken in, served, let go.</content>
public sealed partial class NinePServer
{
    private Task AcceptOnThread(Listener listener)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(
            () =>
            {
                while (listener.Accept() is { } socket)
                    _ = AdmitAsync(listener, socket);
                ended.SetResult();
            },
            StackBytes) { IsBackground = true, Name = $"ObjectFs 9P {listener.Address}" }.UnsafeStart();
        return ended.Task;
    }

    private async Task AdmitAsync(Listener listener, Socket socket)
    {
        var (connection, isBlocking) = await WelcomeAsync(listener, socket).OffPool();
        if (connection is null)
            socket.Dispose();
        else if (isBlocking)
            RunOnThread(connection);
        else
            await RunAsync(connection).OffPool();
    }

    private async Task<(Connection? Connection, bool IsBlocking)> WelcomeAsync(Listener listener, Socket socket)
    {
        try
        {
            // where there is no room for it, nobody has to find out who it is
            if (Volatile.Read(ref _counters.Connections) >= _options.MaxConnections)
            {
                TellOfLimit();
                return default;
            }

            var (transport, peer, caller) = await listener.WelcomeAsync(socket).OffPool();
            var connection = Begin(transport, peer, caller, _options.MaxConnections);
            if (connection is null)
                transport.Dispose();
            return (connection, transport.IsBlocking);
        }
        catch (Exception exception) when (exception is IOException or Win32Exception or ObjectDisposedException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException or InvalidOperationException)
        {
            // one that could not even begin concerns nobody else
            TellOfStranger(exception.Message);
            return default;
        }
    }

    private Connection? Begin(Transport transport, string peer, Caller caller, int limit)
    {
        Connection connection;
        lock (_connections)
        {
            if (_isStopping || (_options.Secret.IsEmpty && !TryTakePlace(limit)))
                return null;
            connection = new(_root, transport, peer, caller, _locks, _sessions, _counters, _session, _options.HandshakeTimeout, _logger, connection => LetIn(connection, limit))
            {
                HasPlace = _options.Secret.IsEmpty,
            };
            _connections.Add(connection, Task.CompletedTask);
        }

        // who has not proved anything takes no place of those who have
        if (!connection.HasPlace)
            connection.Stranger = _strangers.Begin(connection);
        return connection;
    }

    /// <summary>A stranger has proved that it knows the secret, and is none any more if there is room.</summary>
    private bool LetIn(Connection connection, int limit)
    {
        lock (_connections)
            connection.HasPlace = TryTakePlace(limit);
        if (connection.HasPlace)
            _strangers.End(connection.Stranger!);
        return connection.HasPlace;
    }

    /// <summary>Under the lock.</summary>
    private bool TryTakePlace(int limit)
    {
        if (_counters.Connections >= limit)
        {
            TellOfLimit();
            return false;
        }

        _isFull = false;
        Interlocked.Increment(ref _counters.Connections);
        return true;
    }

    /// <summary>Once, until there is room again: whoever floods the server is not to flood its log as well.</summary>
    private void TellOfLimit()
    {
        if (!Interlocked.Exchange(ref _isFull, true))
            Log.LimitReached(_logger, _options.MaxConnections, "connections", Errno.EMFILE);
    }

    /// <summary>Once a second: it takes no more than a connection to get here.</summary>
    private void TellOfStranger(string sentence)
    {
        var (last, now) = (Volatile.Read(ref _toldAt), Environment.TickCount64);
        if (now - last >= 1000 && Interlocked.CompareExchange(ref _toldAt, now, last) == last)
            Log.NotAccepted(_logger, sentence.TrimEnd('.'));
    }

    private void RunOnThread(Connection connection)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_connections)
            _connections[connection] = ended.Task;
        new Thread(
            () =>
            {
                RunAsync(connection).GetAwaiter().GetResult();
                ended.SetResult();
            },
            StackBytes) { IsBackground = true, Name = $"ObjectFs 9P {connection.Peer}" }.UnsafeStart();
    }

    private async Task RunAsync(Connection connection)
    {
        try
        {
            await connection.RunAsync(CancellationToken.None).OffPool();
        }
        catch (Exception exception)
        {
            // the one place for what escapes a connection, such as what a stream of the program throws: it concerns nobody else
            Log.ConnectionEscaped(_logger, connection.Peer, exception);
        }
        finally
        {
            lock (_connections)
                _connections.Remove(connection);
            if (connection.HasPlace)
                Interlocked.Decrement(ref _counters.Connections);
            else if (connection.Stranger is { } stranger)
                _strangers.End(stranger);
        }
    }
}
