using System.Runtime.CompilerServices;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Methods.Arguments;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <summary>
/// One call of a method, from its arguments to its answer. Runs on the threads of methods and under the policy of the object's class, never on its caller's thread, without a budget;
/// whoever waits for it can give up at any time. Thread-safe. Partials by concern: the course of a call; what becomes of what the method returns.
/// </summary>
internal sealed partial class Invocation
{
    private readonly CallSite _site;
    private readonly Caller _caller;
    private readonly ReadOnlyMemory<byte> _arguments;
    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource<Failure?> _accepted = new();
    private readonly TaskCompletionSource<Outcome> _ended = new();

    private Invocation(CallSite site, Caller caller, ReadOnlyMemory<byte> arguments, bool hasReader, CancellationTokenSource cancellation)
    {
        _site = site;
        _cancellation = cancellation;
        _caller = caller;
        _arguments = arguments;
        Answer = new Answer(hasReader);
    }

    /// <summary>What it answers.</summary>
    public Answer Answer { get; }

    /// <summary>Completes when the arguments are known to be right, with null, or wrong, or when there is no call for another reason.</summary>
    public Task<Failure?> Accepted => _accepted.Task;

    /// <summary>Completes when the method has ended and its answer is whole.</summary>
    public Task<Outcome> Ended => _ended.Task;

    /// <summary>Whether what was written was wrong, rather than what the method did.</summary>
    public bool IsMisused { get; private set; }

    /// <summary>Begins a call. Returns at once.</summary>
    /// <param name="site">What is called.</param>
    /// <param name="caller">Who hears of a refusal.</param>
    /// <param name="arguments">What was written; it stays as it is.</param>
    /// <param name="hasReader">Whether somebody reads the answer as it comes, and the method is to wait for him.</param>
    public static Invocation Start(CallSite site, Caller caller, ReadOnlyMemory<byte> arguments, bool hasReader)
    {
        // never disposed: it has no timer, and its token belongs to the method, which may keep it
        var invocation = new Invocation(site, caller, arguments, hasReader, new CancellationTokenSource());
        _ = invocation.RunAsync();
        return invocation;
    }

    /// <summary>The caller has given up.</summary>
    public void Cancel() => _cancellation.CancelOffPool();

    private async Task RunAsync()
    {
        Failure? failure = null;
        var occupancy = _site.Method.Occupancy;
        if (!occupancy.TryEnter())
        {
            End(new Requester(_site.Place, _caller).Refuse(Occupancy.Full, null));
            return;
        }

        try
        {
            await CallAsync(_site.Host.Require(), occupancy).OffPool();
        }
        catch (Exception exception)
        {
            // the one place where what a method throws becomes a refusal
            failure = new Requester(_site.Place, _caller).Refuse(Refusal.From(exception), exception);
        }

        occupancy.Leave();
        End(failure);
    }

    private void End(Failure? failure)
    {
        _site.Host.Registry.Audit.Note(
            $"{_site.Host.KnownPath}{_site.Place.Path}", _caller, "call", _arguments.Span, Array.Exists(_site.Method.Arguments, static argument => Secrets.IsSecret(argument.Name)), failure?.Errno ?? Errno.None);
        var outcome = new Outcome(Answer.Kept, failure, failure?.Errno == Errno.EINTR && _cancellation.IsCancellationRequested);
        if (_site.Host.Target is { } target)
            _site.StateOf(target).Last = outcome;

        // whoever hears of the end may call again at once: the end itself comes first
        _ended.TrySetResult(outcome);
        Answer.End(failure);
        _accepted.TrySetResult(failure);
    }

    private async Task CallAsync(object instance, Occupancy occupancy)
    {
        object? returned;
        await occupancy.TakeThreadAsync(_cancellation.Token).OffPool();
        try
        {
            var arguments = await RunFreeAsync(() => Bind(instance)).OffPool();
            if (arguments is null)
            {
                await Answer.AddLastAsync(System.Text.Encoding.UTF8.GetBytes(Signature.Help(_site.Method)), _cancellation.Token).OffPool();
                return;
            }

            // begun before anybody is told: whoever hears of it may go on here, and wait for it
            var running = RunAsync(instance, () => Prepare(Invoke(arguments)));
            _accepted.TrySetResult(null);
            returned = await running.OffPool();
        }
        finally
        {
            occupancy.ReturnThread();
        }

        await AnswerAsync(instance, returned).OffPool();
    }

    /// <summary>The arguments; null where only help is asked for.</summary>
    private object?[]? Bind(object instance)
    {
        IsMisused = true;
        if (ArgumentBinder.IsHelp(_site.Method, _arguments))
        {
            IsMisused = false;
            return null;
        }

        var bound = ArgumentBinder.Bind(_site.Method, _site.Place, instance, _arguments, _cancellation.Token);
        IsMisused = false;
        return bound;
    }

    // a struct is called in a copy, which goes back to where it came from
    private object? Invoke(object?[] arguments)
    {
        if (_site.Method.Info.IsStatic)
            return _site.Method.Invoke(null, arguments);
        var receiver = Receiver();
        var returned = _site.Method.Invoke(receiver, arguments);
        if (receiver is ValueType && _site.Owner.CanWrite && !_site.Method.Info.IsDefined(typeof(IsReadOnlyAttribute), inherit: false))
            _site.Owner.Write(receiver);
        return returned;
    }

    private object Receiver()
    {
        var receiver = _site.Owner.Read() ?? throw new RefusalException(Errno.ENOENT, $"{_site.Owner.Name} is null now");
        return _site.Method.Info.DeclaringType!.IsInstanceOfType(receiver)
            ? receiver
            : throw new RefusalException(Errno.ESTALE, $"{_site.Owner.Name} is another kind of object now");
    }

    // what a getter of another class throws while a path is followed is that class's own affair
    private static Task<T> RunFreeAsync<T>(Func<T> body)
    {
        var step = new MethodStep<T>(body, lockOn: null, isForeign: false);
        CallThreads.Methods.RunUnwatched(step);
        return step.Task;
    }

    /// <summary>Runs user code under the policy of the class.</summary>
    private Task<T> RunAsync<T>(object instance, Func<T> body)
    {
        var policy = _site.Host.Policy;
        var step = new MethodStep<T>(body, policy.Sync == Sync.Lock ? instance : null, policy.Sync == Sync.Dispatcher);
        CallThreads.Methods.RunUnwatched(new Passage(policy, instance, step));
        return step.Task;
    }

    /// <summary>Brings a step to where its policy wants it: a dispatcher is code of the program's too.</summary>
    private sealed class Passage(Policy policy, object instance, Call step) : Call
    {
        public override void Execute() => policy.RunHere(instance, step);

        public override void Refuse(Failure failure) => step.Refuse(failure);

        public override void Expire() => throw new InvalidOperationException("A step of a method has no deadline.");
    }
}
