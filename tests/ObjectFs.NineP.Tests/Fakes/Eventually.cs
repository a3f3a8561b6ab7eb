namespace ObjectFs.NineP.Tests;

/// <summary>For what nothing tells of when it comes about.</summary>
internal static class Eventually
{
    /// <summary>Looks again and again, until patience ends.</summary>
    public static Task IsAsync<T>(T expected, Func<T> look) => IsAsync(expected, () => Task.FromResult(look()));

    /// <summary>Looks again and again, until patience ends.</summary>
    public static async Task IsAsync<T>(T expected, Func<Task<T>> look)
    {
        var end = Environment.TickCount64 + (long)RawClient.Patience.TotalMilliseconds;
        while (!EqualityComparer<T>.Default.Equals(await look(), expected) && Environment.TickCount64 < end)
            await Task.Delay(1);
        Assert.Equal(expected, await look());
    }
}
