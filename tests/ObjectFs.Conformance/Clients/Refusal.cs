using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>What a call was refused with.</summary>
internal static class Refusal
{
    public static Errno Of(Action call)
    {
        try
        {
            call();
            return Errno.None;
        }
        catch (RefusedException refused)
        {
            return refused.Errno;
        }
    }
}
