using System.Buffers;
using System.Text.Json;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary><c>.json</c> of a type: an array of its instances, a line each.</summary>
internal sealed class JsonArrayText(Extent extent) : TableText
{
    private readonly Rows _rows = new(extent);
    private bool _hasAny;

    public override async ValueTask<Result<bool>> WriteAsync(Window window, int enough, CancellationToken cancellationToken)
    {
        while (window.Length < enough)
        {
            if (cancellationToken.IsCancellationRequested)
                return Errno.EINTR;
            if (await _rows.NextAsync().OffPool() is null)
            {
                window.Write(_hasAny ? "\n]\n"u8 : "[]\n"u8);
                return false;
            }

            var rendered = await JsonRendering.RenderAsync(new HostLocation(new InstanceHost(extent, _rows.Number)), null).OffPool();
            if (rendered.Errno == Errno.ESTALE)
                continue;
            window.Write(_hasAny ? ",\n"u8 : "[\n"u8);
            _hasAny = true;
            if (rendered.TryGet(out var content))
                window.Write(content.Span[..^1]);
            else
                WriteError(window, rendered.Failure);
        }

        return true;
    }

    private static void WriteError(Window window, Failure failure)
    {
        using var writer = new Utf8JsonWriter(window, JsonText.Options);
        JsonText.WriteError(writer, failure.ToString());
    }
}
