namespace ObjectFs.Objects.Nodes.Json;

/// <summary>One thing that is to be set once all of a JSON text has been found right.</summary>
/// <param name="Name">What is set, for sentences.</param>
/// <param name="Set">Sets it; may throw.</param>
/// <param name="SetBack">Sets what was there before; null where that could not be read.</param>
internal sealed record JsonStep(string Name, Action Set, Action? SetBack);
