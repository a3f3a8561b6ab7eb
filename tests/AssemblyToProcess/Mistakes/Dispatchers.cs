using ObjectFs;

[Export(Sync = Sync.Dispatcher, Dispatcher = "Nope")] public class DispatcherOfNothing { public int A { get; set; } } // here
[Export(Sync = Sync.Dispatcher)] public class DispatcherForgotten { public int A { get; set; } } // here
