using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ObjectFs.Objects.Values;

/// <content>Which type has which text.</content>
internal abstract partial class ScalarText
{
    // Weak by type, so that a collectible assembly can go.
    private static readonly ConditionalWeakTable<Type, Found> Cache = [];

    /// <summary>The text of a type: a scalar of the framework, an enum, a type with IParsable and IFormattable or with a TypeConverter from and to
    /// string,
    /// and <see cref="Nullable{T}"/> of each. Not of string, which <see cref="Utf8Text"/> reads and writes.</summary>
    /// <returns>False where the type is no scalar.</returns>
    public static bool TryGet(Type type, [NotNullWhen(true)] out ScalarText? text)
    {
        text = Cache.GetValue(type, static key => new Found(ScalarTypes.Create(key))).Text;
        return text is not null;
    }

    /// <inheritdoc cref="TryGet(Type, out ScalarText?)"/>
    /// <typeparam name="T">The type.</typeparam>
    public static bool TryGet<T>([NotNullWhen(true)] out ScalarText<T>? text)
    {
        text = TryGet(typeof(T), out var found) ? found as ScalarText<T> : null;
        return text is not null;
    }

    private sealed record Found(ScalarText? Text);
}
