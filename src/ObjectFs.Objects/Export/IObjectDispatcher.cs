namespace ObjectFs;

/// <summary>Runs what the tree does to objects on a thread of the program's choice, such as a game's loop. Thread-safe.</summary>
public interface IObjectDispatcher
{
    /// <summary>Runs the action soon, once, and returns without waiting for it.</summary>
    void Post(Action action);
}
