using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>Makes the nodes of instances.</summary>
internal static class InstanceNodes
{
    /// <summary>The node of an exported object; called once for as long as somebody holds it, under no lock.</summary>
    public static Node Create(ObjectRegistry registry, ObjectId id)
    {
        var extent = registry.ExtentOf(id.Extent)!;
        var host = new InstanceHost(extent, id.Number);
        return new ObjectDirectory(new HostLocation(host), Objects.Registry.Inode.OfInstance(id), Shape.Of(extent.Type), extent.NameFreshness);
    }
}
