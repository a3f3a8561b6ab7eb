using ObjectFs;

[Export] public class Disposed : IDisposable { public bool Was; public void Dispose() { Was = true; GC.SuppressFinalize(this); } }
[Export] public class DisposedExplicitly : IDisposable { void IDisposable.Dispose() { } }
[Export] public class DisposedLater : IAsyncDisposable { public bool Was; public async ValueTask DisposeAsync() { await Task.Yield(); Was = true; GC.SuppressFinalize(this); } }
[Export] public class NotDisposable { public void Dispose() { } }
[Export] public class DisposedByPattern : IDisposable { public void Dispose() { Dispose(true); GC.SuppressFinalize(this); } protected virtual void Dispose(bool disposing) { } }
public class DisposedByInheritedPattern : DisposedByPattern { protected override void Dispose(bool disposing) => base.Dispose(disposing); }
[Export] public class DisposedUnderAForeignBase : MemoryStream { public void Finish() => Dispose(false); protected override void Dispose(bool disposing) => base.Dispose(disposing); }
