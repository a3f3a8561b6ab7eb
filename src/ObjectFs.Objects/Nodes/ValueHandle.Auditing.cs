using ObjectFs.Objects.Nodes.Service;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Noting who wrote what over what. Of a scalar that is set at once, nothing is made on the heap after the first time.</content>
internal sealed partial class ValueHandle
{
    private byte[]? _path;
    private bool _isSecret;
    private byte[]? _old;
    private int _oldLength;

    /// <summary>What a member held before it was set; on the way to its setter.</summary>
    private void Remember(object owner, ScalarCell cell)
    {
        _old ??= new byte[OwnBytes];
        if (!cell.TryFormat(owner, _old, out _oldLength))
            _oldLength = -1;
    }

    private void NoteScalar(ReadOnlySpan<byte> content, Errno outcome)
    {
        Note(content, _old is not null && _oldLength >= 0, _old.AsSpan(0, Math.Max(_oldLength, 0)), outcome);
        _oldLength = -1;
    }

    private void Note(ReadOnlySpan<byte> content, Before before, Errno outcome) =>
        Note(content, before.Content is not null, before.Content is { } old ? old.Span : default, outcome);

    private void Note(ReadOnlySpan<byte> content, bool knowsOld, ReadOnlySpan<byte> old, Errno outcome)
    {
        if (_path is null)
        {
            _path = Audit.PathOf(_location);
            _isSecret = Audit.IsSecret(_location);
        }

        _location.Host.Registry.Audit.Note(new AuditEntry
        {
            Caller = _caller,
            What = "set"u8,
            Path = _path,
            KnowsOld = knowsOld,
            Old = old,
            New = content,
            IsSecret = _isSecret,
            Outcome = outcome,
        });
    }

    /// <summary>What was there before a write, as far as it could be read.</summary>
    private sealed class Before
    {
        public ReadOnlyMemory<byte>? Content { get; private set; }

        /// <summary>Reads it, unless that is declared to be costly. Where the setter runs, just before it.</summary>
        public void Look(Location location)
        {
            if (location.Lazy)
                return;
            try
            {
                Content = Audit.ContentOf(location.Read());
            }
            catch (Exception)
            {
                // a getter that throws is no reason not to set: what was there stays unknown
            }
        }
    }
}
