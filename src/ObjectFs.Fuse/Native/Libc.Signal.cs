using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <content>signal.h: enough to get a thread out of a blocking call.</content>
internal static unsafe partial class Libc
{
    private static readonly Lock WakeUpGate = new();
    private static int s_wakeUpSignal;

    [LibraryImport(Library, EntryPoint = "gettid")]
    public static partial int ThreadId();

    [LibraryImport(Library, EntryPoint = "tgkill", SetLastError = true)]
    public static partial int SignalThread(int process, int thread, int signal);

    /// <summary>Whether a thread is one of this process.</summary>
    public static bool IsOwnThread(uint thread) => SignalThread(Environment.ProcessId, (int)thread, 0) == 0;

    /// <summary>A signal that does nothing but end a blocking call with EINTR; 0 where every one is taken.</summary>
    public static int WakeUpSignal()
    {
        const int FirstTried = 62;
        const int LastTried = 40;
        lock (WakeUpGate)
        {
            for (var signal = FirstTried; s_wakeUpSignal == 0 && signal >= LastTried; signal--)
            {
                SignalAction old = default;
                if (SetSignalAction(signal, null, &old) != 0 || old.Handler != 0)
                    continue;

                // a function of the C library that does nothing: no managed code may run in a signal handler; without SA_RESTART the call ends
                SignalAction wake = default;
                wake.Handler = NativeLibrary.GetExport(NativeLibrary.Load(Library, typeof(Libc).Assembly, null), "getpid");
                if (SetSignalAction(signal, &wake, null) == 0)
                    s_wakeUpSignal = signal;
            }

            return s_wakeUpSignal;
        }
    }

    [LibraryImport(Library, EntryPoint = "sigaction", SetLastError = true)]
    private static partial int SetSignalAction(int signal, SignalAction* action, SignalAction* old);

    [StructLayout(LayoutKind.Sequential)]
    private struct SignalAction
    {
        public nint Handler;
        public fixed ulong Mask[16];
        public int Flags;
        public nint Restorer;
    }
}
