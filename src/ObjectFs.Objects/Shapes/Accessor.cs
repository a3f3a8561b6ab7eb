using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectFs.Weaving;

namespace ObjectFs.Objects.Shapes;

/// <summary>
/// Reads and writes one property or field of any owner of its declaring type. Runs what it reads on the calling thread: whoever is not sure of <see cref="IsTrivial"/> goes
/// through <see cref="Access.UserCode"/>. Thread-safe.
/// </summary>
internal abstract partial class Accessor
{
    private readonly InterestOf? _interest;
    private readonly StaticInterestOf? _staticInterest;

    private protected Accessor(MemberInfo member, Type valueType)
    {
        Member = member;
        ValueType = valueType;
        DeclaringType = member.DeclaringType ?? (Type)member;
        switch (member)
        {
            case PropertyInfo property:
                MethodInfo getter = property.GetMethod!;
                IsStatic = getter.IsStatic;
                CanWrite = property.SetMethod is { IsPublic: true } setter && !IsInitOnly(setter);
                IsTrivial = IsAutomatic(property);
                IsWriteTrivial = IsTrivial && property.SetMethod?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) == true;
                IsConstant = IsTrivial && (property.SetMethod is null || IsInitOnly(property.SetMethod));
                NotifyBit = property.SetMethod?.GetCustomAttribute<NotifiesAttribute>(inherit: false)?.Bit & 31;
                break;
            case FieldInfo field:
                IsStatic = field.IsStatic;
                IsConstant = field.IsInitOnly || field.IsLiteral;
                CanWrite = field.IsPublic && !IsConstant;
                IsTrivial = true;
                IsWriteTrivial = true;
                break;
            case EventInfo happening:
                IsStatic = happening.AddMethod!.IsStatic;
                IsConstant = true;
                break;
        }

        if (NotifyBit is null)
            return;
        if (IsStatic)
            _staticInterest = WovenMembers.FindStaticInterest(DeclaringType);
        else
            _interest = WovenMembers.FindInterest(DeclaringType);
        if (_interest is null && _staticInterest is null)
            NotifyBit = null;
    }

    /// <summary>The property or field.</summary>
    public MemberInfo Member { get; }

    /// <summary>The member's own name.</summary>
    public string Name => Member.Name;

    /// <summary>The class level that declares it; with <see cref="NotifyBit"/> what a <c>Change</c> is recognised by.</summary>
    public Type DeclaringType { get; }

    /// <summary>The declared type of the value.</summary>
    public Type ValueType { get; }

    /// <summary>Whether it belongs to the class; the owner is then ignored and may be null.</summary>
    public bool IsStatic { get; }

    /// <summary>Whether anybody may set it: a public setter that is not init-only, or a public field that is not readonly.</summary>
    public bool CanWrite { get; }

    /// <summary>Whether reading runs no code of the program: a field, or a property that the compiler filled in.</summary>
    public bool IsTrivial { get; private protected init; }

    /// <summary>Whether writing runs no code of the program: a field, or a setter that the compiler filled in (and the weaver instrumented).</summary>
    public bool IsWriteTrivial { get; }

    /// <summary>Whether the value (not what it refers to) stays what it was when the object was made.</summary>
    public bool IsConstant { get; }

    /// <summary>The bit under which a woven setter reports changes, or null where none does.</summary>
    public int? NotifyBit { get; }

    /// <summary>Reads, boxed.</summary>
    public abstract object? ReadObject(object? owner);

    /// <summary>Sets, from a boxed value of <see cref="ValueType"/>; a struct owner is changed in its box.</summary>
    public abstract void WriteObject(object? owner, object? value);

    /// <summary>The interest bits that the setter looks at; only where <see cref="NotifyBit"/> is not null.</summary>
    public ref int Interest(object? owner)
    {
        if (_staticInterest is not null)
            return ref _staticInterest();

        // The woven accessor trusts its argument's type.
        if (!DeclaringType.IsInstanceOfType(owner))
            throw new ArgumentException($"The owner of {Name} is no {DeclaringType}.", nameof(owner));
        return ref _interest!(owner!);
    }

    /// <summary>The member's name, for refusals.</summary>
    public override string ToString() => Name;
}
