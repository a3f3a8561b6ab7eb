using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ObjectFs.Weaving;

namespace ObjectFs.Objects.Live;

/// <summary>The class levels of a type that declare instrumented setters: a setter names its interest field by reference only.</summary>
internal sealed class InterestLevels
{
    private static readonly ConcurrentDictionary<Type, InterestLevels> Known = new();

    private readonly (Type Level, InterestOf Interest)[] _levels;

    private InterestLevels(Type type)
    {
        List<(Type, InterestOf)> levels = [];
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            if (WovenMembers.FindInterest(level) is { } interest)
                levels.Add((level, interest));
        }

        _levels = [.. levels];
    }

    /// <summary>The level whose interest field this is.</summary>
    public static Type LevelOf(object owner, ref int interest)
    {
        (Type Level, InterestOf Interest)[] levels = Known.GetOrAdd(owner.GetType(), static type => new InterestLevels(type))._levels;
        foreach ((Type level, InterestOf locate) in levels)
        {
            if (levels.Length == 1 || Unsafe.AreSame(ref interest, ref locate(owner)))
                return level;
        }

        return owner.GetType();
    }
}
