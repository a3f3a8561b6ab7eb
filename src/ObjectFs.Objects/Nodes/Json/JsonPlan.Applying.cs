using ObjectFs.Objects.Access;

namespace ObjectFs.Objects.Nodes.Json;

/// <content>Setting, and setting back where a setter throws.</content>
internal sealed partial class JsonPlan
{
    private void Apply()
    {
        for (var at = 0; at < _steps.Count; at++)
        {
            try
            {
                _steps[at].Set();
            }
            catch (Exception exception)
            {
                // a setter of the program's: what was set before it is set back, so that all is set or nothing
                var failure = Refusal.From(exception);
                throw new RefusalException(
                    failure with { Sentence = $"{_steps[at].Name}: {failure.Sentence ?? failure.Errno.ToString()}; {SetBack(at)}" },
                    exception is RefusalException ? null : exception);
            }
        }
    }

    private string SetBack(int count)
    {
        var lost = new List<string>();
        for (var at = count - 1; at >= 0; at--)
        {
            try
            {
                (_steps[at].SetBack ?? throw new InvalidOperationException("It could not be read before."))();
            }
            catch (Exception)
            {
                // the best effort: the sentence names what it did not reach
                lost.Add(_steps[at].Name);
            }
        }

        return count == 0 ? "nothing was set"
            : lost.Count == 0 ? $"{string.Join(", ", _steps.Take(count).Select(static step => step.Name))} set back"
            : $"{string.Join(", ", lost)} could not be set back";
    }
}
