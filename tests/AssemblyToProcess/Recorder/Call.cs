namespace ObjectFs.Recording;

/// <summary>A call that woven code made.</summary>
public abstract record Call(object? Self);

/// <summary>Register, with the public fields of the object as they were.</summary>
public sealed record Registered(object Self, Type As, string State) : Call(Self);

/// <summary>Unregister.</summary>
public sealed record Unregistered(object Self) : Call(Self);

/// <summary>Changed, with the values or without; on a type for a static property.</summary>
public sealed record Changed(object? Self, Type? Type, int Bit, bool Known, object? Before, object? After) : Call(Self);
