namespace ObjectFs.WinFsp;

/// <summary>What a volume needs to know beside its tree.</summary>
internal sealed record VolumeOptions
{
    /// <summary>Who may come in (<see cref="SecurityDescriptor"/>).</summary>
    public required byte[] SecurityDescriptor { get; init; }

    public bool ReadOnly { get; init; }

    public string Label { get; init; } = "ObjectFs";

    public int MaxOpenFiles { get; init; } = 1 << 16;

    public int MaxWaiting { get; init; } = 4096;

    /// <summary>Requests that wait on threads: as many as the driver lets wait at once.</summary>
    public required int MaxUnderWay { get; init; }

    /// <summary>How long a callback that must answer at once waits for a value before it goes on without.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a callback that must answer at once waits for a change to be made.</summary>
    public required TimeSpan ChangeLimit { get; init; }

    /// <summary>How long a read may wait for what comes: less than the driver's own limit.</summary>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromMinutes(9);

    public TimeProvider Time { get; init; } = Tree.OwnTime.Instance;
}
