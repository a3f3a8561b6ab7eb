namespace ObjectFs.NineP.Client;

/// <summary>What whoever has put a frame has to do, once out of the lock.</summary>
internal enum Duty
{
    /// <summary>Nothing: somebody is at it.</summary>
    None,

    /// <summary>Send now: nobody else has anything to send.</summary>
    Send,

    /// <summary>Have it sent in a moment: others are about to put theirs, and all of them leave together.</summary>
    SendSoon,
}
