using System.Runtime.InteropServices;
using ObjectFs;

[Export, StructLayout(LayoutKind.Sequential)] public class Sequential { public int A; public Sequential() { } public int Value { get; set; } }
[Export, StructLayout(LayoutKind.Explicit)] public class Overlaid { [FieldOffset(0)] public int A; [FieldOffset(0)] public float B; public Overlaid() { } }
