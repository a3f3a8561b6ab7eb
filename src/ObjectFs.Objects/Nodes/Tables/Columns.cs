using System.Runtime.CompilerServices;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>Which members of a type make up its tables. Thread-safe.</summary>
internal static class Columns
{
    private static readonly ConditionalWeakTable<Type, Member[]> Known = [];

    /// <summary>The scalars and texts that anybody may read, in order of declaration.</summary>
    public static Member[] Of(Type type) => Known.GetValue(type, static type => [.. Shape.Of(type).Members.Where(IsColumn)]);

    /// <summary>Whether a member is one.</summary>
    public static bool IsColumn(Member member) => member.Form is Form.Scalar or Form.Text && member.IsReadable;

    /// <summary>What a class and its members leave of the permission bits of a file that shows them all.</summary>
    public static int MaskOf(Type type, IEnumerable<Member> members) =>
        members.Where(static member => member.IsReadable).Aggregate(Policies.Of(type).ModeMask, static (mask, member) => mask & member.Mask);

    /// <summary>Whether reading members of a class runs none of the program's code, so that it may be done on any thread.</summary>
    public static bool AreTrivial(Type type, IEnumerable<Member> members) => Policies.Of(type).Sync == Sync.None && members.All(static member => member.IsReadTrivial);
}
