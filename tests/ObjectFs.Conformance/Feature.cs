namespace ObjectFs.Conformance;

/// <summary>What some gateways cannot carry, because their protocol has no word for it. Cases say what they need.</summary>
[Flags]
public enum Feature
{
    None = 0,

    /// <summary>poll(2).</summary>
    Poll = 1,

    /// <summary>Extended attributes.</summary>
    Xattrs = 2,

    /// <summary>Symbolic links; without them what they lead to stands in their place.</summary>
    Symlinks = 4,

    /// <summary>Times finer than a second.</summary>
    Times = 8,

    /// <summary>The sizes of values that can change.</summary>
    Sizes = 16,

    /// <summary>Renaming onto something that is there.</summary>
    Replacing = 32,

    /// <summary>Whoever waits for a read may give it up and go on; a system call is only given up with its thread.</summary>
    Cancels = 64,

    /// <summary>Opening to read without waiting.</summary>
    NonBlocking = 128,

    /// <summary>Making symbolic links.</summary>
    Linking = 256,

    /// <summary>What is written later to a handle is set when it is flushed or closed; where a close tells nobody of a refusal, it is set at once.</summary>
    Staging = 512,

    /// <summary>Listings that tell names and kinds only, and ask no getter.</summary>
    BareListings = 1024,

    All = Poll | Xattrs | Symlinks | Times | Sizes | Replacing | Cancels | NonBlocking | Linking | Staging | BareListings,
}
