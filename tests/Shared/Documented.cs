#pragma warning disable // what users write, in every style
using System.ComponentModel;
using ObjectFs;

namespace Comments;

/// <summary>
///   All that a comment may hold: <c>code</c>, <see cref="Plain"/>, <see cref="Nested{U}.Deep"/>, <see cref="Documented{T}(int)"/>, <see langword="null"/>,
///   <see cref="List{T}.Add(T)">adding</see>, <see href="https://example.org"/>, <typeparamref name="T"/> &amp; "more".
///   <para>Of two paragraphs.</para>
///   <list type="bullet"><item><term>one</term><description>1</description></item><item>two</item></list>
/// </summary>
/// <remarks>Not carried.</remarks>
[Export]
public class Documented<T> : IDescribed, IDescribed<T>
{
    /// <summary>A constructor.</summary>
    public Documented(int number) { }

    /// <summary>A plain one.</summary>
    public int Plain { get; set; }

    /// <summary>A field.</summary>
    public volatile int Field;

    /// <summary>Tells of <typeparamref name="T"/>.</summary>
    public event Action<T>? Happened;

    /// <summary>Not marked, and so not carried.</summary>
    public void Unmarked() { }

    /// <summary>Private, and so not carried.</summary>
    private int Concealed { get; set; }

    /// <summary>Private and marked.</summary>
    [Export] private int Revealed { get; set; }

    /// <summary>Takes
    /// many.</summary>
    /// <param name="by">A reference,
    ///   of <paramref name="rate"/>.</param>
    /// <param name="rate">A rate.</param>
    /// <param name="said">What was said.</param>
    /// <returns>How <c>many</c>.</returns>
    [Export]
    public int Take(ref int by, in decimal rate, out string said, int[] row, int[,] table, int[][,,] tables, List<Dictionary<string, T?[]>> nested, int? maybe, (int A, string B) pair,
        dynamic late, nint native, params string[] words) => throw new NotSupportedException(said = "");

    /// <summary>Takes a text.</summary>
    /// <param name="text">The text.</param>
    [Export] public void Take(string text) { }

    /// <summary>Takes nothing.</summary>
    [Export] public void Take() { }

    /// <summary>Takes what it is of.</summary>
    [Export] public Documented<T> Take(T one, Documented<T> other, Nested<int> inner, Documented<string>.Nested<T>.Deeper<T[]> deep, Outside.Inner plain) => this;

    /// <summary>Generic.</summary>
    public U Generic<U, V>(U one, Dictionary<U, List<V>> other, T own, V[] many, Nested<V> inner) where U : notnull => one;

    /// <summary>Pointers.</summary>
    public unsafe void Pointed(int* one, void** other, Span<byte> span) { }

    /// <summary>Modified.</summary>
    public virtual void Modified(in decimal rate, ref readonly int at) { }

    /// <summary>An indexer.</summary>
    public int this[int at, string name] => at;

    /// <summary>An operator.</summary>
    public static Documented<T> operator +(Documented<T> left, int right) => left;

    /// <summary>Explicit.</summary>
    string IDescribed.Text => "";

    /// <summary>Explicit and generic.</summary>
    void IDescribed<T>.Say(T what) { }

    public virtual int Level { get; set; }

    /// <summary>Inside.</summary>
    public class Nested<U>
    {
        /// <summary>Deep.</summary>
        public Dictionary<T, U>? Deep { get; set; }

        /// <summary>Of both.</summary>
        [Export] public void Both(T outer, U inner, Nested<T> other) { }

        /// <summary>Deeper.</summary>
        public class Deeper<V>
        {
            /// <summary>Of three.</summary>
            public V? Of(T one, U two, V three) => three;
        }
    }
}

/// <summary>Outside.</summary>
public static class Outside
{
    /// <summary>Inner.</summary>
    public class Inner { }
}

public interface IDescribed
{
    /// <summary>The interface's text.</summary>
    string Text { get; }

    /// <summary>The interface's level.</summary>
    int Level { get; }
}

public interface IDescribed<T>
{
    /// <summary>Says it.</summary>
    void Say(T what);
}

/// <summary>A base, not exported itself.</summary>
public abstract class Ancestor
{
    /// <summary>The base's own.</summary>
    public int Own { get; set; }

    /// <summary>The base's text.</summary>
    public abstract string Text { get; set; }

    /// <summary>The base calls.</summary>
    /// <param name="times">How often.</param>
    /// <returns>What it heard.</returns>
    [Export] public virtual string Call(int times) => "";

    /// <summary>Hidden below.</summary>
    public int Hidden { get; set; }
}

/// <inheritdoc/>
[Export]
public class Heir : Ancestor, IDescribed
{
    public override string Text { get; set; } = "";

    /// <inheritdoc/>
    public override string Call(int times) => "";

    public new int Hidden { get; set; }

    /// <inheritdoc/>
    public int Level => 1;

    /// <inheritdoc cref="Level"/>
    public int Again => 1;

    /// <inheritdoc cref="Round"/>
    public int Round => 1;

    /// <summary>Said in the comment.</summary>
    [Description("Said in the attribute.")] public int Both { get; set; }

    public Part? Part { get; set; }

    public List<Thing>? Things { get; set; }
}

/// <summary>Held by an exported one.</summary>
public struct Part
{
    /// <summary>What a part weighs.</summary>
    public int Weight { get; set; }
}

public class Thing { }

/// <summary>Nobody holds it but as a thing.</summary>
public class Special : Thing
{
    /// <summary>How special.</summary>
    public int Rank { get; set; }
}

/// <summary>Nobody shows it.</summary>
public class Unreached
{
    /// <summary>Not carried either.</summary>
    public int Value { get; set; }
}

public interface ICounter
{
    /// <summary>Counts a number.</summary>
    void Count(int by);
}

/// <summary>Counts more than its interface says.</summary>
[Export]
public class Counter : ICounter
{
    [Export] public void Count(int by) { }

    [Export] public void Count(string by) { }
}

/// <summary>A record.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Size">How large it is.</param>
[Export]
public record Positional(string Name, int Size);

/// <summary>Static.</summary>
[Export]
public static class SoundDials
{
    /// <summary>How loud.</summary>
    public static int Volume { get; set; }

    /// <summary>Turns it.</summary>
    /// <param name="by">By how much.</param>
    [Export] public static void Turn(int by) { }
}
