using System.ComponentModel;
using Microsoft.Extensions.Logging;
using ObjectFs.Settings;

namespace ObjectFs.Weaving;

/// <summary>For woven code: starts the gateways that the environment asks for. Nobody else calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Autostart
{
    private static int _ran;

    /// <summary>From the module initializer of each woven assembly; the first call acts. Returns at once, and harms the program in no case but where it was told to
    /// (<c>OBJECTFS_REQUIRED</c>).</summary>
    public static void Run()
    {
        if (Interlocked.Exchange(ref _ran, 1) != 0)
            return;
        var settings = EnvironmentSettings.Read(Environment.GetEnvironmentVariable);
        foreach (var mistake in settings.Mistakes)
            Console.Error.WriteLine($"ObjectFs: {mistake}");
        if (settings.Mistakes.Count > 0)
            Fail(settings, "nothing is served");
        else if (settings.Autostart && settings.Options.Protocols != ObjectFsProtocols.None)
            new Thread(() => Start(settings)) { IsBackground = !settings.Required, Name = "ObjectFs start" }.Start();
    }

    // not in the module initializer: whoever looks at the tree meanwhile waits for that initializer to end
    private static void Start(EnvironmentSettings settings)
    {
        using var loggers = new StandardErrorLoggerFactory(settings.LogLevel);
        settings.Options.LoggerFactory = loggers;
        try
        {
            var server = ObjectFsServer.StartAsync(settings.Options).GetAwaiter().GetResult();
            if (settings.LogLevel <= LogLevel.Information && server.MountPoint is { } mountPoint)
                Console.Error.WriteLine($"ObjectFs: mounted at {mountPoint}");
            if (settings.LogLevel <= LogLevel.Information && server.Address is { } address)
                Console.Error.WriteLine($"ObjectFs: listening at {address}");
        }
        catch (Exception exception)
        {
            // whatever went wrong in here is no fault of the program that happens to carry us
            Fail(settings, exception.Message);
        }
    }

    private static void Fail(EnvironmentSettings settings, string sentence)
    {
        Console.Error.WriteLine($"ObjectFs: {sentence.TrimEnd('.')}{(settings.Required ? "; OBJECTFS_REQUIRED is set, so the program ends" : "; the program goes on without it")}");
        if (settings.Required)
            Environment.Exit(78); // EX_CONFIG, sysexits.h
    }
}
