using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

/// <summary>Makes instances of a class, by the public constructor with the most parameters that can all be had. Runs code of the program, and throws what it throws.</summary>
internal static class InstanceFactory
{
    /// <summary>A new instance.</summary>
    /// <param name="type">The class.</param>
    /// <param name="services">Where parameters come from; null where there are none.</param>
    /// <exception cref="RefusalException">EPERM: no constructor can be called.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A constructor that the trimmer removed is missing, and is said to be.")]
    public static object Make(Type type, IServiceProvider? services)
    {
        if (type.IsAbstract)
            throw new RefusalException(Errno.EPERM, "the class is abstract");
        Type? missing = null;
        foreach (ConstructorInfo constructor in type.GetConstructors().OrderByDescending(static each => each.GetParameters().Length))
        {
            if (TryResolve(constructor.GetParameters(), services, out object?[]? arguments, ref missing))
                return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
        }

        throw new RefusalException(
            Errno.EPERM,
            missing is null ? "it has no public constructor"
            : services is null ? "it has no public constructor without parameters, and the program has given no services"
            : $"the program's services have no {TypeNames.Short(missing)}, which its constructor asks for");
    }

    private static bool TryResolve(ParameterInfo[] parameters, IServiceProvider? services, [NotNullWhen(true)] out object?[]? arguments, ref Type? missing)
    {
        arguments = new object?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            arguments[i] = services?.GetService(parameters[i].ParameterType);
            if (arguments[i] is not null)
                continue;
            if (!parameters[i].HasDefaultValue)
            {
                missing ??= parameters[i].ParameterType;
                return false;
            }

            arguments[i] = parameters[i].DefaultValue;
        }

        return true;
    }
}
