namespace ObjectFs.NineP.Peers.Captures;

/// <summary>Bytes that went one way over one connection, and when.</summary>
internal sealed record Segment(int Connection, bool IsFromClient, TimeSpan At, byte[] Bytes);
