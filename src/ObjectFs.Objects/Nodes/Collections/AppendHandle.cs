using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Service;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>
/// An open <see cref="AppendFile"/>: each write adds an element, and tells what is wrong with it. Text whose writes fill whole pages, or are long, goes on in the next write; it is
/// added with the write that ends it, or at fsync and close.
/// </summary>
internal sealed class AppendHandle(AppendLocation location, Caller caller) : Handle
{
    private readonly bool _isScalar = Forms.OfDeclared(location.DeclaredType) == Form.Scalar;
    private readonly Staging _staged = new();

    public override async ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (data.IsEmpty)
            return 0;
        var staged = _staged.Write(_staged.Length, data.Span);
        if (!staged.Succeeded)
        {
            _staged.SetLength(0);
            location.Host.Registry.Audit.Note($"{location.Host.KnownPath}{location.Path}", caller, "add", default, isSecret: true, staged.Errno);
            return new Requester(location, caller).Refuse(staged.Failure, null);
        }

        if (!_isScalar && ValueHandle.MayGoOn(data.Length))
            return data.Length;
        var added = await AddAsync().OffPool();
        return added.Succeeded ? data.Length : added.Failure;
    }

    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken) => Result.SuccessAsync;

    public override async ValueTask<Result> FlushAsync(CancellationToken cancellationToken)
    {
        if (_staged.Length == 0)
            return Result.Success;
        var added = await AddAsync().OffPool();
        return added.Succeeded ? Result.Success : added.Failure;
    }

    public override async ValueTask CloseAsync()
    {
        await FlushAsync(CancellationToken.None).OffPool();
        _staged.Clear();
    }

    // a copy: the collection's code may still run when the writer has been told ETIMEDOUT
    private async ValueTask<Result<int>> AddAsync()
    {
        var content = _staged.Content.ToArray();
        _staged.SetLength(0);
        var added = await location.WriteAsync(caller, (location, content), static state =>
        {
            state.location.Write(ValueText.Parse(state.location, null, state.content));
            return (Result<int>)0;
        }).OffPool();
        location.Host.Registry.Audit.Note($"{location.Host.KnownPath}{location.Path}", caller, "add", content, Audit.IsSecret(location), added.Errno);
        return added;
    }
}
