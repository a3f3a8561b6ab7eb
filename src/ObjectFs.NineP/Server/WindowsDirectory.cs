using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>The directory of a user of Windows in which programs leave their addresses: in the user's own profile, and for nobody but the user, the system and administrators, whatever the profile allows.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsDirectory
{
    public static string Path => System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "objectfs");

    /// <summary>Makes it where it is missing, and its user's alone where it is not.</summary>
    /// <exception cref="NinePException">The user has no profile.</exception>
    public static string Create()
    {
        if (!System.IO.Path.IsPathFullyQualified(Path))
            throw new NinePException(Errno.ENOENT, "This user has no directory for what programs keep (%LOCALAPPDATA%).", "Load the user's profile, or give an address.");
        DirectoryInfo directory = new(Path);
        if (directory.Exists)
            directory.SetAccessControl(Access());
        else
            directory.Create(Access());
        return directory.FullName;
    }

    private static DirectorySecurity Access()
    {
        DirectorySecurity access = new();
        access.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        using var user = WindowsIdentity.GetCurrent();
        IdentityReference[] allowed =
            [user.User!, new SecurityIdentifier(WellKnownSidType.LocalSystemSid, null), new SecurityIdentifier(WellKnownSidType.BuiltinAdministratorsSid, null)];
        foreach (var each in allowed)
            access.AddAccessRule(new(each, FileSystemRights.FullControl, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        return access;
    }
}
