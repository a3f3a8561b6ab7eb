using Mono.Cecil;

namespace ObjectFs.Weaver;

/// <summary>The two ways to tell of a change.</summary>
internal sealed class Changed
{
    private readonly MethodReference _valued;

    public Changed(MethodReference valued, MethodReference unknown)
    {
        _valued = valued;
        Unknown = unknown;
    }

    /// <summary>With neither value, where they could not be read.</summary>
    public MethodReference Unknown { get; }

    /// <summary>With the value before and the value after.</summary>
    public MethodReference Of(TypeReference value) => new GenericInstanceMethod(_valued) { GenericArguments = { value } };
}
