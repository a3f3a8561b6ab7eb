using System.Collections.Concurrent;

namespace ObjectFs.Recording;

/// <summary>What woven code called from the moment it was started, in the same flow of execution.</summary>
public sealed class Recording
{
    private static readonly AsyncLocal<Recording?> Current = new();
    private readonly ConcurrentQueue<Call> _calls = new();

    /// <summary>The types whose static members were announced, in this process.</summary>
    public static ConcurrentQueue<Type> StaticTypes { get; } = new();

    /// <summary>How often a module asked for the gateways to be started, in this process.</summary>
    public static int Autostarts { get; internal set; }

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<Call> Calls => [.. _calls];

    /// <summary>The registrations that the run-time library acts on: the one of the object's nearest woven class.</summary>
    public IReadOnlyList<Registered> Announced => [.. _calls.OfType<Registered>().Where(r => r.As == NearestWoven(r.Self!.GetType()))];

    /// <summary>The changes told.</summary>
    public IReadOnlyList<Changed> Changes => [.. _calls.OfType<Changed>()];

    /// <summary>Starts one.</summary>
    public static Recording Start() => Current.Value = new Recording();

    internal static void Add(Call call) => Current.Value?._calls.Enqueue(call);

    private static Type? NearestWoven(Type type)
    {
        var t = type;
        while (t is not null && !t.Assembly.IsDefined(typeof(Weaving.WovenAttribute), false))
            t = t.BaseType;
        return t;
    }
}
