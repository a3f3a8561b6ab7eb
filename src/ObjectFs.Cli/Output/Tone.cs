namespace ObjectFs.Cli.Output;

/// <summary>What a piece of text means; a terminal with colours shows it.</summary>
internal enum Tone
{
    Plain,
    Directory,
    Link,
    Faint,
    Good,
    Bad,
    Added,
    Removed,
    Changed,
}
