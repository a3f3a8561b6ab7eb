namespace ObjectFs.Benchmarks.Registry;

/// <summary>Many objects that are alive, and their end.</summary>
internal static class Population
{
    /// <summary>Makes so many.</summary>
    public static T[] Of<T>(int count)
        where T : class, new()
    {
        var objects = new T[count];
        for (var i = 0; i < objects.Length; i++)
            objects[i] = new T();
        return objects;
    }

    /// <summary>Lets them go, out of the tree and out of memory, so that the next measurement starts as the one before.</summary>
    public static void End(object[] objects)
    {
        foreach (var instance in objects)
            ObjectRegistry.Default.Remove(instance);
        Array.Clear(objects);
        Settle();
    }

    /// <summary>Collects all there is, twice, so that what the first collection finalises is gone too.</summary>
    public static void Settle()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }
}
