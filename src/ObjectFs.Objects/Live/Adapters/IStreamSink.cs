namespace ObjectFs.Objects.Live.Adapters;

/// <summary>Takes what a stream of the program's brings, on any thread, and returns at once. Thread-safe.</summary>
internal interface IStreamSink
{
    /// <summary>The clock of the tree.</summary>
    TimeProvider Time { get; }

    /// <summary>Whether more can be taken without loss; who pulls waits until it can.</summary>
    bool HasRoom { get; }

    /// <summary>One more.</summary>
    /// <returns>False where nobody wants more.</returns>
    bool Next(object? value);

    /// <summary>There will be no more.</summary>
    /// <param name="error">Why, where it is a mistake.</param>
    void End(Exception? error);
}
