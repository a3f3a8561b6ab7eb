namespace ObjectFs.Tree;

/// <summary>Somebody who sleeps until a handle is ready. Thread-safe.</summary>
public interface IPollWaiter
{
    /// <summary>What the handle is ready for may have changed: ask again. Called at most once per registration, from any thread, and returns at once.</summary>
    void Wake();
}
