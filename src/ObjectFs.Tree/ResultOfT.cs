namespace ObjectFs.Tree;

/// <summary>A value, or why there is none. No exception crosses the contract between nodes and gateways.</summary>
/// <typeparam name="T">What a success carries.</typeparam>
public readonly struct Result<T>
{
    private readonly T _value;

    private Result(T value)
    {
        _value = value;
    }

    private Result(Errno errno, string? sentence)
    {
        _value = default!;
        Errno = errno;
        Sentence = sentence;
    }

    /// <summary><see cref="Errno.None"/> on success, else why it was refused.</summary>
    public Errno Errno { get; }

    /// <summary>The refusal in words, where there is more to say than <see cref="Errno"/> does.</summary>
    public string? Sentence { get; }

    /// <summary>Whether there is a value.</summary>
    public bool Succeeded => Errno == Errno.None;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was refused; look at <see cref="Succeeded"/> first.</exception>
    public T Value => Succeeded ? _value : throw new InvalidOperationException($"There is no value: {Failure}");

    /// <summary>The refusal; call only where <see cref="Succeeded"/> is false.</summary>
    public Failure Failure => new(Errno, Sentence);

    /// <summary>The value where there is one.</summary>
    public bool TryGet(out T value)
    {
        value = _value;
        return Succeeded;
    }

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value);

    /// <summary>A refusal that its number explains.</summary>
    public static implicit operator Result<T>(Errno errno) => new(errno, null);

    /// <summary>A refusal with a sentence.</summary>
    public static implicit operator Result<T>(Failure failure) => new(failure.Errno, failure.Sentence);

    /// <summary>A completed task, for methods that answer at once; allocates nothing.</summary>
    public ValueTask<Result<T>> AsTask() => new(this);
}
