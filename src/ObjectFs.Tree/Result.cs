namespace ObjectFs.Tree;

/// <summary>Success, or why not. No exception crosses the contract between nodes and gateways.</summary>
public readonly struct Result
{
    private Result(Errno errno, string? sentence)
    {
        Errno = errno;
        Sentence = sentence;
    }

    /// <summary>It was done.</summary>
    public static Result Success => default;

    /// <summary><see cref="Errno.None"/> on success, else why it was refused.</summary>
    public Errno Errno { get; }

    /// <summary>The refusal in words, where there is more to say than <see cref="Errno"/> does.</summary>
    public string? Sentence { get; }

    /// <summary>Whether it was done.</summary>
    public bool Succeeded => Errno == Errno.None;

    /// <summary>The refusal; call only where <see cref="Succeeded"/> is false.</summary>
    public Failure Failure => new(Errno, Sentence);

    /// <summary>A refusal that its number explains.</summary>
    public static implicit operator Result(Errno errno) => new(errno, null);

    /// <summary>A refusal with a sentence.</summary>
    public static implicit operator Result(Failure failure) => new(failure.Errno, failure.Sentence);

    /// <summary>A completed success that allocates nothing.</summary>
    public static ValueTask<Result> SuccessAsync => default;
}
