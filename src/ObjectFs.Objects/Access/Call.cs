namespace ObjectFs.Objects.Access;

/// <summary>One run of user code, from its request to its end or to the end of the requester's patience, whichever is first.</summary>
internal abstract class Call
{
    /// <summary>When the requester is told ETIMEDOUT; <see cref="Environment.TickCount64"/>.</summary>
    public long Deadline { get; protected set; }

    /// <summary>Where the watchdog has it in its list, or -1.</summary>
    public int WatchIndex { get; set; } = -1;

    /// <summary>Runs the user code. Called once, on a thread that user code may keep.</summary>
    public abstract void Execute();

    /// <summary>Ends the call without running it.</summary>
    public abstract void Refuse(Tree.Failure failure);

    /// <summary>Answers the requester in the place of user code that is late, unless it has answered just now.</summary>
    public abstract void Expire();
}
