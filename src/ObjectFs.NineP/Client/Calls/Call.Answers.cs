using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>What comes back, field by field.</content>
internal sealed partial class Call
{
    /// <summary>Whether an answer of this type can be one to this request.</summary>
    public bool Expects(MessageType type) =>
        type == Request + 1 || type == (_connection.Dialect == NinePDialect.Linux ? MessageType.Rlerror : MessageType.Rerror);

    /// <summary>Data that is there already, or was put in place piece by piece.</summary>
    public void TakeCount(uint count) => _answer.Count = count;

    /// <summary>Takes an answer.</summary>
    /// <returns>Whether it made sense.</returns>
    public bool TryTake(MessageType type, ReadOnlySpan<byte> body)
    {
        WireReader reader = new(body, _connection.Dialect);
        switch (type)
        {
            case MessageType.Rlerror:
                _failure = ErrorSentences.FromNumber(reader.ReadUInt32());
                break;
            case MessageType.Rerror:
                var sentence = reader.ReadString();
                _failure = ErrorSentences.From(sentence, reader.ReadErrorNumber());
                break;
            case MessageType.Rwalk:
                return TakeWalk(ref reader);
            case MessageType.Rread or MessageType.Rreaddir:
                return TakeData(ref reader);
            case MessageType.Rauth or MessageType.Rattach or MessageType.Rmkdir or MessageType.Rsymlink:
                _answer.Qid = reader.ReadQid();
                break;
            case MessageType.Rlopen or MessageType.Rlcreate or MessageType.Ropen or MessageType.Rcreate:
                _answer.Qid = reader.ReadQid();
                _answer.Count = reader.ReadUInt32();
                break;
            case MessageType.Rwrite:
                _answer.Count = reader.ReadUInt32();
                return reader.IsComplete && _answer.Count <= (uint)Payload.Length;
            case MessageType.Rgetattr:
                _attributes = RemoteAttributes.From(reader.ReadAttributes(), _connection);
                break;
            case MessageType.Rstat:
                return TakeStat(ref reader);
            case MessageType.Rreadlink:
                _answer.Data = reader.ReadString().ToArray();
                break;
            case MessageType.Rxattrwalk:
                _answer.Size = reader.ReadUInt64();
                break;
        }

        return reader.IsComplete;
    }

    private bool TakeWalk(ref WireReader reader)
    {
        var qids = reader.ReadQids();
        _answer.Count = (uint)(qids.Length / Qid.Size);
        if (!reader.IsComplete || _answer.Count > Asked)
            return false;
        if (!qids.IsEmpty)
        {
            WireReader last = new(qids[^Qid.Size..], _connection.Dialect);
            _answer.Qid = last.ReadQid();
        }

        return true;
    }

    private bool TakeData(ref WireReader reader)
    {
        var data = reader.ReadData();
        _answer.Count = (uint)data.Length;
        return reader.IsComplete && data.TryCopyTo(Destination.Span);
    }

    private bool TakeStat(ref WireReader reader)
    {
        var record = reader.ReadStat();
        if (!reader.IsComplete || !StatRecord.TryRead(record, _connection.Dialect, out var stat))
            return false;
        _attributes = RemoteAttributes.From(stat, _connection);
        _answer.Qid = stat.Qid;
        _answer.Data = stat.Extension.IsEmpty ? null : stat.Extension.ToArray();
        return true;
    }
}
