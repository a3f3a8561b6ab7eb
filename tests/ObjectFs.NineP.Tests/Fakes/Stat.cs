namespace ObjectFs.NineP.Tests;

/// <summary>What Rstat or Rgetattr tells.</summary>
/// <param name="Id">Which file.</param>
/// <param name="Mode">Permission bits only.</param>
/// <param name="Kind">As readdir(3) has it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Name">Not told in .L.</param>
/// <param name="Extension">.u.</param>
/// <param name="Modified">Seconds.</param>
/// <param name="Owner">A number; not told in 9P2000.</param>
internal sealed record Stat(FileId Id, uint Mode, byte Kind, ulong Size, string Name, string Extension, ulong Modified, uint Owner);
