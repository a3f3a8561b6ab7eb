namespace ObjectFs.Weaver;

/// <summary>What the weaver looks for, and what it writes, by name.</summary>
internal static class Names
{
    public const string Export = "ObjectFs.ExportAttribute";
    public const string NotExported = "ObjectFs.NotExportedAttribute";
    public const string EntryPoints = "ObjectFs.Weaving.Woven";
    public const string Chained = "ObjectFs.Weaving.Chained";
    public const string Notifies = "ObjectFs.Weaving.NotifiesAttribute";
    public const string Woven = "ObjectFs.Weaving.WovenAttribute";
    public const string Autostart = "ObjectFs.Weaving.Autostart";

    public const string IdentityField = "<ObjectFs>identity";
    public const string IdentityMethod = "<ObjectFs>Identity";
    public const string InterestField = "<ObjectFs>interest";
    public const string InterestMethod = "<ObjectFs>Interest";
    public const string StaticInterestField = "<ObjectFs>staticInterest";
    public const string StaticInterestMethod = "<ObjectFs>StaticInterest";
    public const string ReadingField = "<ObjectFs>reading";
    public const string ReadPrefix = "<ObjectFs>TryRead_";
    public const string TellPrefix = "<ObjectFs>Tell_";
}
