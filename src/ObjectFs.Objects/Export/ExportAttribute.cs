namespace ObjectFs;

/// <summary>
/// Shows the instances of a class in the tree, each as a directory from the end of its construction on; on a static class, its static members; on a single member, that member,
/// where it would not be shown by itself (methods, static and non-public members, names that look like secrets).
/// Classes derived from an exported one are exported too, under their own names.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method | AttributeTargets.Event, Inherited = true)]
public sealed class ExportAttribute : Attribute
{
    /// <summary>Exports under the type's own directory.</summary>
    public ExportAttribute()
    {
    }

    /// <summary>Exports a class under a path of one's own.</summary>
    /// <param name="path">The whole path from the root of the tree, with property templates: <c>"zones/{Zone.Name}/{Login}"</c>.</param>
    public ExportAttribute(string path)
    {
        Path = path;
    }

    /// <summary>The whole path of an instance, or null for <c>&lt;type&gt;/&lt;name&gt;</c>. On classes.</summary>
    public string? Path { get; }

    /// <summary>On a class, the template of an instance's directory name, such as <c>"{Region}-{Id:D4}"</c>; null for numbers from 1. On a member, the name of its file.</summary>
    public string? Name { get; set; }

    /// <summary>Octal permission bits that narrow what is shown, such as <c>"0600"</c>; null leaves them to the accessors.</summary>
    public string? Mode { get; set; }

    /// <summary>Whether the tree holds the object. On classes.</summary>
    public Lifetime Lifetime { get; set; }

    /// <summary>The name of a bool property, or of a static method that takes the instance and returns bool, which decides whether an instance is shown. On classes.</summary>
    public string? When { get; set; }

    /// <summary>How getters, setters and methods are run. On classes.</summary>
    public Sync Sync { get; set; }

    /// <summary>With <see cref="Sync.Dispatcher"/>: the name of the property or field, static or of the instance, that holds the SynchronizationContext, TaskScheduler or <see cref="IObjectDispatcher"/>. On classes.</summary>
    public string? Dispatcher { get; set; }

    /// <summary>Whether stat leaves the getter alone and shows size 0. On a class, for all its members.</summary>
    public bool Lazy { get; set; }

    /// <summary>Whether <c>mkdir</c> may make an instance. On classes.</summary>
    public bool Creatable { get; set; }

    /// <summary>How long a getter may take before its reader is told ETIMEDOUT, in milliseconds; 0 for the registry's own (2 s).</summary>
    public int Budget { get; set; }
}
