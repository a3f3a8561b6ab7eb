using System.Text.Json;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Json;

/// <summary>Tells, write by write, whether a JSON object is complete: no byte is looked at twice but those of the token that a write cuts.</summary>
internal sealed class JsonScan
{
    private JsonReaderState _state = new(JsonPosition.ReaderOptions);
    private int _consumed;
    private bool _begun;

    /// <summary>Whether the object is complete; only blanks may follow.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Goes on with all that was written so far.</summary>
    /// <returns>EINVAL where it is not the beginning of a JSON object, or more than one.</returns>
    public Result Advance(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text[_consumed..], isFinalBlock: false, _state);
        try
        {
            while (reader.Read())
            {
                if (!_begun && reader.TokenType != JsonTokenType.StartObject)
                    return new Failure(Errno.EINVAL, $"{JsonPosition.Of(text, _consumed + (int)reader.TokenStartIndex)}: a JSON object is expected");
                _begun = true;
                IsComplete = reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject;
            }
        }
        catch (JsonException exception)
        {
            return JsonPosition.Malformed(exception);
        }

        _consumed += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        return Result.Success;
    }
}
