namespace ObjectFs;

/// <summary>Under which protection the getters, setters and methods of an exported class are run.</summary>
public enum Sync
{
    /// <summary>None: on a thread of the tree's own, beside whatever the program does.</summary>
    None = 0,

    /// <summary>Holding the lock of the instance (<c>lock (instance)</c>).</summary>
    Lock = 1,

    /// <summary>On the thread of a dispatcher, see <see cref="ExportAttribute.Dispatcher"/>.</summary>
    Dispatcher = 2,
}
