namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>The words of a public stream from a given one on, one by one; nothing is expanded before the first is asked for.</summary>
internal sealed class SpareWords(Seed publicSeed, ulong streamNumber, int firstWord) : IDisposable
{
    private const int Batch = 512;

    private readonly ulong[] words = new ulong[Batch];
    private SeededStream? stream;
    private int next = Batch;

    public ulong Next()
    {
        if (next == Batch)
        {
            stream ??= SeededStream.OfPublic(publicSeed, streamNumber, firstWord);
            stream.Next(Batch).CopyTo(words);
            next = 0;
        }

        return words[next++];
    }

    public void Dispose() => stream?.Dispose();
}
