using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>INIT: kernel and session agree on how to talk.</content>
internal sealed unsafe partial class Session
{
    /// <summary>Everything that is wanted. Not the writeback cache and no mapping of files: the kernel keeps no data that nobody could take from it.</summary>
    internal const InitFlags Wanted = InitFlags.AsyncRead | InitFlags.AtomicTruncate | InitFlags.BigWrites | InitFlags.ParallelDirectoryOperations
        | InitFlags.MaxPages | InitFlags.AsyncDirectIo | InitFlags.InitExtension;

    private const int OldMaxPages = 32;
    private const int PageSize = 4096;

    private int Init(Request request)
    {
        ref readonly var offer = ref request.In<InitIn>();
        ref var agreed = ref request.Out<InitOut>();
        agreed.Major = Protocol.Major;
        if (offer.Major > Protocol.Major)
            return sizeof(InitOut); // the kernel asks again, with our major

        if (offer.Major < Protocol.Major || offer.Minor < Protocol.OldestMinor)
        {
            Log.TooOld(_logger, offer.Major, offer.Minor);
            _ready.TrySetException(new FuseMountException(
                Errno.EPROTO, $"The kernel speaks FUSE {offer.Major}.{offer.Minor}, and 7.{Protocol.OldestMinor} is the oldest understood.", "Use Linux 5.4 or later."));
            return -(int)Errno.EPROTO;
        }

        var offered = (InitFlags)offer.Flags;
        if (offered.HasFlag(InitFlags.InitExtension) && request.BodyLength >= 5 * sizeof(uint))
            offered |= (InitFlags)((ulong)offer.Flags2 << 32);

        var flags = offered & (Wanted | (_options.ReadDirectoryPlus ? InitFlags.DoReadDirectoryPlus : InitFlags.None));
        agreed.Minor = Math.Min(offer.Minor, Protocol.Minor);
        agreed.MaxReadahead = offer.MaxReadahead;
        agreed.Flags = (uint)flags;
        agreed.Flags2 = (uint)((ulong)flags >> 32);
        agreed.MaxBackground = 64;
        agreed.CongestionThreshold = 48;
        agreed.TimeGranularity = 1;
        agreed.MaxPages = flags.HasFlag(InitFlags.MaxPages) ? (ushort)(Protocol.MaxWrite / PageSize) : (ushort)0;
        agreed.MaxWrite = flags.HasFlag(InitFlags.MaxPages) ? (uint)Protocol.MaxWrite : OldMaxPages * PageSize;
        HasExpireOnly = offered.HasFlag(InitFlags.HasExpireOnly);
        Agreed = agreed;
        _notifier.Start(agreed.Minor >= Protocol.EpochMinor, HasExpireOnly);
        _ready.TrySetResult();
        return sizeof(InitOut);
    }
}
