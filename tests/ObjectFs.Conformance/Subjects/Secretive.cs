namespace ObjectFs.Conformance.Subjects;

/// <summary>What nobody should read by chance, by every word for it, in any case.</summary>
[Export(Name = "{Key}")]
public class Secretive(string key)
{
    public string Key { get; } = key;

    public string Keyboard { get; set; } = "qwerty";

    public string UserPassword { get; set; } = "hidden";

    public string Passwd { get; set; } = "hidden";

    public string SSHPASSPHRASE { get; set; } = "hidden";

    public string ClientSecret { get; set; } = "hidden";

    public string RefreshToken { get; set; } = "hidden";

    public string MapsApiKey { get; set; } = "hidden";

    public string Maps_Api_Key { get; set; } = "hidden";

    public string MainConnectionString { get; set; } = "hidden";

    public string Credentials { get; set; } = "hidden";

    public string PrivateKeyPem { get; set; } = "hidden";

    public string Private_Key { get; set; } = "hidden";
}
