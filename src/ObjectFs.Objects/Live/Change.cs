namespace ObjectFs.Objects.Live;

/// <summary>A woven setter has changed a value that somebody was interested in.</summary>
/// <param name="Owner">The object, or null for a static member.</param>
/// <param name="Level">The class that declares the setter.</param>
/// <param name="Bit">The setter's bit, shared by all from the 32nd on; see <see cref="Shapes.Accessor.NotifyBit"/>.</param>
internal readonly record struct Change(object? Owner, Type Level, int Bit);
