namespace ObjectFs.NineP.Tests.Fuzz;

/// <summary>Bytes that were a session once, or never.</summary>
internal static class Mutation
{
    /// <summary>What is sent, piece by piece.</summary>
    public static IReadOnlyList<byte[]> Segments(Random random)
    {
        byte[] bytes;
        if (random.Next(10) == 0)
        {
            bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
        }
        else
        {
            var sample = Sample.All[random.Next(Sample.All.Count)].Select(static frame => frame.ToArray()).ToList();
            for (var count = random.Next(6); count > 0; count--)
                Mutate(sample, random);
            bytes = [.. sample.SelectMany(static frame => frame)];
        }

        return random.Next(5) == 0 ? Cut(bytes, random).ToList() : [bytes];
    }

    private static IEnumerable<byte[]> Cut(byte[] bytes, Random random)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(random.Next(1, 40), bytes.Length - at);
            yield return bytes[at..(at + length)];
            at += length;
        }
    }

    private static void Mutate(List<byte[]> frames, Random random)
    {
        // the version stays more often than not, or nothing behind it would ever be looked at
        var at = random.Next(random.Next(4) == 0 ? 0 : 1, frames.Count);
        var frame = frames[at];
        switch (random.Next(9))
        {
            case 0:
                frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                frame[random.Next(frame.Length)] = (byte)random.Next(256);
                break;
            case 2:
                frames[at] = Sized(frame[..random.Next(7, frame.Length + 1)]);
                break;
            case 3:
                frames[at] = Sized([.. frame, .. new byte[random.Next(20)]]);
                break;
            case 4:
                frames.Insert(random.Next(1, frames.Count + 1), [.. frame]);
                break;
            case 5:
                frames.RemoveAt(at);
                if (frames.Count == 0)
                    frames.Add([1, 2, 3]);
                break;
            case 6:
                var other = random.Next(frames.Count);
                (frames[at], frames[other]) = (frames[other], frames[at]);
                break;
            case 7:
                var value = BitConverter.GetBytes(Hostile.Number(random));
                var start = random.Next(frame.Length);
                value.AsSpan(0, Math.Min(1 << random.Next(4), frame.Length - start)).CopyTo(frame.AsSpan(start));
                break;
            default:
                BitConverter.GetBytes((uint)Hostile.Number(random)).CopyTo(frame, 0);
                break;
        }
    }

    private static byte[] Sized(byte[] frame)
    {
        BitConverter.GetBytes(frame.Length).CopyTo(frame, 0);
        return frame;
    }
}
