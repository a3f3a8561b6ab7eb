using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>What a call was refused with.</summary>
internal static class Refusal
{
    public static Errno Of(Action call) => Find(call)?.Errno ?? Errno.None;

    /// <summary>Whether a call is refused with a number; with any, where the gateway tells none.</summary>
    public static void Assert(Errno expected, Action call)
    {
        var refused = Find(call);
        if (refused is null or { IsExact: true })
            Xunit.Assert.Equal(expected, refused?.Errno ?? Errno.None);
    }

    private static RefusedException? Find(Action call)
    {
        try
        {
            call();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused;
        }
    }
}
