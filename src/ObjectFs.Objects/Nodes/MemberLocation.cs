using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A property or a field of the object at another location.</summary>
internal sealed class MemberLocation : Location
{
    private readonly Location _owner;
    private readonly Member _member;

    public MemberLocation(Location owner, Member member, bool ownerIsStruct)
        : base(owner.Host, owner)
    {
        _owner = owner;
        _member = member;
        IsReadTrivial = owner.IsReadTrivial && member.IsReadTrivial;
        IsWriteTrivial = owner.IsReadTrivial && member.IsWriteTrivial && (!ownerIsStruct || owner.IsWriteTrivial);
        CanWrite = member.Accessor.CanWrite && (!ownerIsStruct || owner.CanWrite);
        Mode = CanWrite ? member.Mode : member.Mode & 0x16D;
    }

    public override Member Member => _member;

    public override Facts Facts => _member.Facts;

    public override long? LastChange => _owner is HostLocation ? Host.LastChange(_member) : null;

    public override Type DeclaredType => _member.Accessor.ValueType;

    public override string Name => _member.Name;

    public override string FileName => Encoding.UTF8.GetString(_member.FileName);

    public override bool IsReadTrivial { get; }

    public override bool IsWriteTrivial { get; }

    public override bool CanWrite { get; }

    public override bool AllowsNull => _member.AllowsNull;

    public override int Mode { get; }

    public override int PartMode => _member.Mask;

    public override bool Lazy => _member.Lazy;

    public override Overdue Overdue => _member.Overdue;

    public override object? Read(List<object>? owners) => _member.Accessor.ReadObject(ReadOwner(owners));

    public override void Write(object? value)
    {
        var owner = ReadOwner(null);
        _member.Validate(owner, value);
        _member.Accessor.WriteObject(owner, value);
        WriteBack(owner);
    }

    public override void Restore(object? value)
    {
        var owner = ReadOwner(null);
        _member.Accessor.WriteObject(owner, value);
        WriteBack(owner);
    }

    /// <summary>The object that has the member.</summary>
    public object ReadOwner(List<object>? owners)
    {
        var owner = _owner.Read(owners) ?? throw new RefusalException(Errno.ENOENT, $"{_owner.Name} is null now");
        owners?.Add(owner);
        // the host stays what it is; anything else may have been replaced by an object of another class
        return _owner.Depth == 0 || _member.Accessor.DeclaringType.IsInstanceOfType(owner)
            ? owner
            : throw new RefusalException(Errno.ESTALE, $"{_owner.Name} is another kind of object now");
    }

    /// <summary>After a change to an owner that is a copy of a struct.</summary>
    public void WriteBack(object owner)
    {
        if (owner.GetType().IsValueType)
            _owner.Write(owner);
    }
}
