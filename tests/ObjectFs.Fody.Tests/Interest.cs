using System.Reflection;
using ObjectFs.Weaving;

namespace ObjectFs.Fody.Tests;

/// <summary>Shows interest in a property as the run-time library does: by what the weaver left to be found by name.</summary>
internal static class Interest
{
    private const BindingFlags Any = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private delegate ref int OfObject(object self);

    private delegate ref int OfType();

    public static void InterestIn(this object self, Type declaring, string property) =>
        declaring.GetMethod("<ObjectFs>Interest", Any)!.CreateDelegate<OfObject>()(self) |= 1 << BitOf(declaring, property);

    public static void InterestIn(this object self, string property) => self.InterestIn(self.GetType(), property);

    public static void InStatic(Type declaring, string property) =>
        declaring.GetMethod("<ObjectFs>StaticInterest", Any)!.CreateDelegate<OfType>()() |= 1 << BitOf(declaring, property);

    public static void NoneInStatics(Type declaring) => declaring.GetMethod("<ObjectFs>StaticInterest", Any)!.CreateDelegate<OfType>()() = 0;

    public static bool IsWatched(Type declaring, string property) => Setter(declaring, property)?.IsDefined(typeof(NotifiesAttribute), inherit: false) == true;

    public static int BitOf(Type declaring, string property) => Setter(declaring, property)!.GetCustomAttribute<NotifiesAttribute>(inherit: false)!.Bit;

    private static MethodInfo? Setter(Type declaring, string property) => declaring.GetProperty(property, Any)!.GetSetMethod(nonPublic: true);
}
