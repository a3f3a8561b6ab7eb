namespace ObjectFs.NineP.Tests;

/// <summary>One name of a listing, as Rreaddir or a record of stat(5) tells it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Id">What is said to be behind it.</param>
/// <param name="Next">Where a read goes on after it.</param>
/// <param name="Kind">As readdir(3) has it; of a record, from its mode.</param>
/// <param name="Length">Bytes that it takes.</param>
internal sealed record Entry(string Name, FileId Id, ulong Next, byte Kind, int Length);
