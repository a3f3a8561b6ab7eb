using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary><c>mv</c> of an instance: sets the property that the last part of its template consists of. Its setter runs under the policy of its class, and under no lock of the tree's.</summary>
internal static class InstanceRenaming
{
    /// <summary>Gives an instance another name in its directory.</summary>
    public static async ValueTask<Result> RenameAsync(RegistryDirectory directory, byte[] name, Node newParent, byte[] newName, RenameFlags flags, Caller caller)
    {
        if ((flags & RenameFlags.Exchange) != 0)
            return new Failure(Errno.EINVAL, "two names do not change places");
        var found = await directory.LookupAsync(name, CancellationToken.None).OffPool();
        if (!found.TryGet(out var node))
            return found.Failure;
        if (node is not ObjectDirectory { Location.Host: InstanceHost { Extent: { IsLoose: false } extent, Number: var number } })
            return new Failure(Errno.EPERM, "the program gave it its name; only an object that is called by a property of its own gets another");
        if (newParent.Inode != directory.Inode)
            return new Failure(Errno.EPERM, extent.HasOwnPath ? $"only the program moves it to another directory, by what \"{extent.Export!.Path}\" is made of" : "an object stays in the directory of its type");
        var read = extent.IsNumbered
            ? new Failure(Errno.EPERM, "its objects are called by their numbers, for life")
            : ValueOf(extent, newName);
        if (!read.TryGet(out var value))
            return read.Failure;
        if (name.AsSpan().SequenceEqual(newName))
            return Result.Success;
        if ((await directory.LookupAsync(newName, CancellationToken.None).OffPool()).Succeeded)
            return Errno.EEXIST;
        var set = await SetAsync(extent, number, value!, caller).OffPool();
        if (!set.Succeeded)
            return set.Failure;
        await extent.Naming!.SettleAsync(number).OffPool();
        return Result.Success;
    }

    /// <summary>What the property has to be for an instance to be called so. EPERM where its name is not made of a single one.</summary>
    public static Result<object?> ValueOf(Extent extent, byte[] name) => extent.Naming!.NameProperty is null
        ? new Failure(Errno.EPERM, extent.HasOwnPath
            ? $"its path is \"{extent.Export!.Path}\", whose last part is not a single property that can be set"
            : $"its objects are called \"{extent.Export!.Name}\", which is not a single property that can be set")
        : extent.Naming.ValueOf(name);

    /// <summary>Sets the property that instances are called by.</summary>
    public static async ValueTask<Result<int>> SetAsync(Extent extent, long number, object value, Caller caller)
    {
        var property = extent.Naming!.NameProperty!;
        var location = ((ObjectDirectory)extent.NodeOf(number)).Location;
        foreach (var member in Shape.Of(extent.Type).Members)
        {
            if (member.Info.Name != property.Name || member.Info.DeclaringType != property.DeclaringType)
                continue;
            var place = new MemberLocation(location, member, ownerIsStruct: false);
            if ((place.Mode & 0x80) == 0)
                return new Failure(Errno.EACCES, $"the mode of {property.Name} does not let it be written");
            return await place.WriteAsync(caller, (place, value), static state =>
            {
                state.place.Write(state.value);
                return (Result<int>)0;
            }).OffPool();
        }

        return new Failure(Errno.EPERM, $"its objects are called by {property.Name}, which is not shown");
    }
}
