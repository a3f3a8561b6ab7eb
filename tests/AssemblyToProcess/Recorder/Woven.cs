using System.Globalization;
using System.Runtime.CompilerServices;
using ObjectFs.Recording;

namespace ObjectFs.Weaving;

public static class Woven
{
    public static void Register<T>(T self)
        where T : class => Recording.Recording.Add(new Registered(self, typeof(T), State(self)));

    public static void RegisterStatic(RuntimeTypeHandle type) => Recording.Recording.StaticTypes.Enqueue(Type.GetTypeFromHandle(type)!);

    public static void Unregister(object self) => Recording.Recording.Add(new Unregistered(self));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Changed<T>(object self, ref int interest, int bit, T before, T after) =>
        Recording.Recording.Add(new Changed(self, null, Armed(interest, bit), true, before, after));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Changed(object self, ref int interest, int bit) =>
        Recording.Recording.Add(new Changed(self, null, Armed(interest, bit), false, null, null));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Changed<T>(RuntimeTypeHandle type, ref int interest, int bit, T before, T after) =>
        Recording.Recording.Add(new Changed(null, Type.GetTypeFromHandle(type), Armed(interest, bit), true, before, after));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Changed(RuntimeTypeHandle type, ref int interest, int bit) =>
        Recording.Recording.Add(new Changed(null, Type.GetTypeFromHandle(type), Armed(interest, bit), false, null, null));

    private static int Armed(int interest, int bit) =>
        (interest & (1 << bit)) != 0 ? bit : throw new InvalidOperationException($"bit {bit} is not set in {interest:x8}");

    private static string State(object self) =>
        string.Join(",", self.GetType().GetFields().Select(f => f.Name + "=" + Convert.ToString(f.GetValue(self), CultureInfo.InvariantCulture)));
}
