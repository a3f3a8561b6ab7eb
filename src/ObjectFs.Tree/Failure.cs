namespace ObjectFs.Tree;

/// <summary>A refusal: the number for the machine and, where there is more to say than the number does, the sentence for the person.</summary>
/// <param name="Errno">Why; never <see cref="Errno.None"/>.</param>
/// <param name="Sentence">What was wrong, what was expected and what to do, or null where the number says it all.</param>
public readonly record struct Failure(Errno Errno, string? Sentence)
{
    /// <summary>The sentence, or the number's name where there is none.</summary>
    public override string ToString() => Sentence ?? Errno.ToString();
}
