using Fody;
using Mono.Cecil;
using ObjectFs.Weaver;

namespace ObjectFs.Fody.Tests;

/// <summary>Runs the weaver on an assembly beside the tests.</summary>
internal static class Weave
{
    public static TestResult Assembly(string file, Action<ModuleDefinition>? before = null, Action<ModuleDefinition>? after = null) =>
        new ModuleWeaver().ExecuteTestRun(
            Path.Combine(AppContext.BaseDirectory, file), runPeVerify: false, beforeExecuteCallback: before, afterExecuteCallback: after,
            assemblyName: Path.GetFileNameWithoutExtension(file) + "." + Guid.NewGuid().ToString("N"));
}
