namespace ObjectFs.WinFsp.Fake;

/// <summary>What a notification tells of one path.</summary>
internal sealed record Notice(NotifyFilter Filter, NotifyAction Action, string Path);
