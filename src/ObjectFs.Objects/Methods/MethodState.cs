using System.Globalization;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <summary>What is kept of the calls of one method of one object: how the last one ended, and the contexts that people have made. Thread-safe.</summary>
internal sealed class MethodState
{
    /// <summary>Contexts of one method of one object.</summary>
    public const int MaxContexts = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, CallContext> _contexts = new(StringComparer.Ordinal);
    private int _made;

    /// <summary>How the last call ended; null before the first has.</summary>
    public Outcome? Last { get; set; }

    /// <summary>Whether somebody would miss it.</summary>
    public bool HasContexts
    {
        get
        {
            lock (_gate)
                return _contexts.Count > 0;
        }
    }

    /// <summary>The contexts, in no order.</summary>
    public List<CallContext> Contexts
    {
        get
        {
            lock (_gate)
                return [.. _contexts.Values];
        }
    }

    /// <summary>The context of a name, or null.</summary>
    public CallContext? Find(ReadOnlySpan<byte> name)
    {
        lock (_gate)
            return _contexts.GetValueOrDefault(Encoding.UTF8.GetString(name));
    }

    /// <summary>Makes a context. EEXIST; ENOSPC where there are too many.</summary>
    public Result<CallContext> Add(ReadOnlySpan<byte> name, long now)
    {
        var text = Encoding.UTF8.GetString(name);
        lock (_gate)
        {
            if (_contexts.ContainsKey(text))
                return Errno.EEXIST;
            if (_contexts.Count == MaxContexts)
                return new Failure(Errno.ENOSPC, string.Create(CultureInfo.InvariantCulture, $"{MaxContexts} contexts are here already; remove one with rmdir"));
            var context = new CallContext(name.ToArray(), _made++, now);
            _contexts.Add(text, context);
            return context;
        }
    }

    /// <summary>Drops a context, and cancels what still runs there.</summary>
    public Result Remove(ReadOnlySpan<byte> name)
    {
        CallContext? context;
        lock (_gate)
        {
            if (!_contexts.Remove(Encoding.UTF8.GetString(name), out context))
                return Errno.ENOENT;
        }

        context.Drop();
        return Result.Success;
    }
}
