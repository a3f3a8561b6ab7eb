namespace ObjectFs.Objects.Shapes;

/// <summary>Tells which members hold what nobody should read by chance.</summary>
internal static class Secrets
{
    private static readonly string[] Words =
        ["password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "connectionstring", "credential", "privatekey", "private_key"];

    /// <summary>Whether a member of this name is hidden unless it is marked itself.</summary>
    public static bool IsSecret(string name) => Array.Exists(Words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
