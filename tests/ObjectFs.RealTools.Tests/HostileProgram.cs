using ObjectFs.Tests.Shared;

namespace ObjectFs.RealTools.Tests;

/// <summary>A running tests/Hostile, mounted and served over 9P, with a transaction and a snapshot open in it. Skips its tests, loudly, where nothing can be mounted.</summary>
public sealed class HostileProgram : IDisposable
{
    private readonly Lazy<Child> _child;

    public HostileProgram()
        : this("")
    {
    }

    /// <summary>Runs in a culture.</summary>
    internal HostileProgram(string culture)
    {
        var place = Places.New();
        MountPoint = $"{place}-tree";
        Socket = $"{place}.9p";
        _child = new(() => Start(culture));
    }

    public string MountPoint { get; }

    public string Socket { get; }

    /// <summary>What it answers to a word.</summary>
    public string Ask(string word) => _child.Value.Ask(word);

    /// <summary>Runs a script with the tree at $M, the socket at $S, the command line as $O, and an empty directory on a disk at $D.</summary>
    internal Outcome Run(string script, TimeSpan? patience = null)
    {
        _ = _child.Value;
        var scratch = Directory.CreateDirectory(Places.New());
        try
        {
            return Tool.Run(
                script, patience ?? Tool.Patience, "bash", ("M", MountPoint), ("S", Socket), ("D", scratch.FullName), ("O", $"dotnet {Places.Built("src/ObjectFs.Cli")}"));
        }
        finally
        {
            // what was copied is read-only, as what it was copied from
            Tool.Run($"chmod -R u+w {scratch.FullName}; rm -rf {scratch.FullName}");
        }
    }

    public void Dispose()
    {
        if (!_child.IsValueCreated)
            return;
        using var child = _child.Value;
        child.Input.Close();
        child.AwaitEnd();
        Assert.False(Places.IsMounted(MountPoint));
    }

    private Child Start(string culture)
    {
        FuseDevice.Need();
        var child = new Child("tests/Hostile", [MountPoint, Socket, culture]);
        try
        {
            child.Await("ready");
            Tool.Run($"cd {MountPoint}/.objectfs && mkdir tx/open snap/before && echo 43 > tx/open/Beast/first/AnInteger");
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }
}
