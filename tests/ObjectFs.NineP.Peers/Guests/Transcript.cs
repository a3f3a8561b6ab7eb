namespace ObjectFs.NineP.Peers.Guests;

/// <summary>What a guest did.</summary>
internal sealed class Transcript(IReadOnlyDictionary<string, Outcome> outcomes, string everything)
{
    /// <summary>The outcome of a step; of one that was never reached, a failure with all that the guest printed.</summary>
    public Outcome this[string label]
    {
        get
        {
            if (!outcomes.TryGetValue(label, out var outcome))
                Assert.Fail($"the guest never ended '{label}'; it printed: {everything}");
            return outcome!;
        }
    }

    public override string ToString() => everything;
}
