using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>That a name was moved.</summary>
/// <param name="From">The directory in which it was.</param>
/// <param name="OldName">The name it had there.</param>
/// <param name="Node">What has the name.</param>
/// <param name="To">The path to the directory in which it is.</param>
/// <param name="NewName">The name it has there.</param>
internal sealed record Move(Node From, byte[] OldName, Node Node, FidPath To, byte[] NewName);
