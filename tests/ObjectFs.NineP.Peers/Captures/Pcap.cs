using System.Buffers;
using System.Buffers.Binary;

namespace ObjectFs.NineP.Peers.Captures;

/// <summary>Writes what a <see cref="Recorder"/> kept as a capture file: IPv4 packets with the TCP headers that they would have had.</summary>
internal static class Pcap
{
    /// <summary>The port of 9P, at which dissectors look for it.</summary>
    public const ushort ServerPort = 564;

    private const uint RawIp = 101;
    private const int MaxPayload = 16384;
    private const int Headers = 40;

    [Flags]
    private enum Control : byte
    {
        Synchronize = 2,
        Push = 8,
        Acknowledge = 16,
    }

    public static byte[] Write(IEnumerable<Segment> segments)
    {
        var file = new ArrayBufferWriter<byte>();
        var header = file.GetSpan(24)[..24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xa1b2c3d4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 0x40000);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], RawIp);
        file.Advance(24);

        var sent = new Dictionary<(int Connection, bool IsFromClient), uint>();
        foreach (var segment in segments)
        {
            var (own, other) = ((segment.Connection, segment.IsFromClient), (segment.Connection, !segment.IsFromClient));
            if (sent.TryAdd(own, 1) && sent.TryAdd(other, 1))
            {
                Packet(file, segment with { IsFromClient = true, Bytes = [] }, 0, 0, Control.Synchronize);
                Packet(file, segment with { IsFromClient = false, Bytes = [] }, 0, 1, Control.Synchronize | Control.Acknowledge);
                Packet(file, segment with { IsFromClient = true, Bytes = [] }, 1, 1, Control.Acknowledge);
            }

            foreach (var bytes in segment.Bytes.Chunk(MaxPayload))
            {
                Packet(file, segment with { Bytes = bytes }, sent[own], sent[other], Control.Acknowledge | Control.Push);
                sent[own] += (uint)bytes.Length;
            }
        }

        return file.WrittenSpan.ToArray();
    }

    private static void Packet(ArrayBufferWriter<byte> file, Segment segment, uint sequence, uint acknowledged, Control control)
    {
        var length = Headers + segment.Bytes.Length;
        var record = file.GetSpan(16 + length)[..(16 + length)];
        record.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)segment.At.TotalSeconds);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)((segment.At.Ticks % TimeSpan.TicksPerSecond) / TimeSpan.TicksPerMicrosecond));
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], (uint)length);

        // version and length, total length, time to live, protocol, addresses 127.0.0.1; the checksums stay 0, as a card that computes them leaves them
        var ip = record[16..];
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)length);
        ip[8] = 64;
        ip[9] = 6;
        ip[12] = ip[16] = 127;
        ip[15] = ip[19] = 1;

        var client = (ushort)(40000 + segment.Connection);
        var tcp = ip[20..];
        BinaryPrimitives.WriteUInt16BigEndian(tcp, segment.IsFromClient ? client : ServerPort);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], segment.IsFromClient ? ServerPort : client);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], acknowledged);
        tcp[12] = 5 << 4;
        tcp[13] = (byte)control;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], ushort.MaxValue);
        segment.Bytes.CopyTo(tcp[20..]);
        file.Advance(record.Length);
    }
}
