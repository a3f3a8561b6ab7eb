using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObjectFs.Objects.Shapes;

/// <summary>An accessor that knows its value's type, so that nothing is boxed. Where no code can be made at run time, accessors are of object.</summary>
internal abstract class Accessor<TValue> : Accessor
{
    // Two readings that follow each other often find the same half of a write; with three that is a hundred times as rare.
    private const int Agreeing = 3;
    private const int MaxReadings = 64;

    private protected Accessor(MemberInfo member)
        : base(member, typeof(TValue))
    {
    }

    private protected Accessor(MemberInfo member, Type valueType)
        : base(member, valueType)
    {
    }

    // What is no longer than a register is stored at once, unless it is a struct of several fields.
    private static bool MayTear => typeof(TValue) is { IsValueType: true, IsPrimitive: false, IsEnum: false };

    /// <summary>Reads on the calling thread.</summary>
    public abstract TValue Read(object? owner);

    /// <summary>Sets on the calling thread; a struct owner is changed in its box.</summary>
    /// <exception cref="NotSupportedException">There is no setter.</exception>
    public abstract void Write(object? owner, TValue value);

    /// <summary>
    /// Reads on the calling thread; a value that is stored in more than one step, again until several readings in a row agree, where that runs no code of the program.
    /// A program that sets such a value all the time, without a pause, can still be met in the middle: only <see cref="Sync.Lock"/> excludes it.
    /// </summary>
    public TValue ReadWhole(object? owner)
    {
        TValue value = Read(owner);
        if (!MayTear || !IsTrivial || IsConstant)
            return value;
        for (int agreed = 1, readings = 1; agreed < Agreeing && readings < MaxReadings; readings++)
        {
            TValue again = Read(owner);
            agreed = AreSame(ref value, ref again) ? agreed + 1 : 1;
            value = again;
        }

        return value;
    }

    /// <inheritdoc/>
    public override object? ReadObject(object? owner) => ReadWhole(owner);

    /// <inheritdoc/>
    public override void WriteObject(object? owner, object? value) => Write(owner, (TValue)value!);

    private protected NotSupportedException ReadOnly() => new($"{Name} is read-only.");

    // Bit by bit: a struct's own Equals is code of the program.
    private static bool AreSame(ref TValue one, ref TValue other) => Bytes(ref one).SequenceEqual(Bytes(ref other));

    private static ReadOnlySpan<byte> Bytes(ref TValue value) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TValue, byte>(ref value), Unsafe.SizeOf<TValue>());
}
