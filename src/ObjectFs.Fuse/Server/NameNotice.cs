namespace ObjectFs.Fuse;

/// <summary>A name of which the kernel is to be told.</summary>
/// <param name="Parent">The directory's number.</param>
/// <param name="Name">UTF-8.</param>
/// <param name="Child">The number of the node that is gone, or 0 where only the name leads elsewhere.</param>
internal readonly record struct NameNotice(ulong Parent, byte[] Name, ulong Child)
{
    public bool Equals(NameNotice other) => Parent == other.Parent && Child == other.Child && Name.AsSpan().SequenceEqual(other.Name);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Parent);
        hash.Add(Child);
        hash.AddBytes(Name);
        return hash.ToHashCode();
    }
}
