using System.Buffers;
using System.Numerics;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>The weights of all terms for the next blocks of a sum of runs, one after the other.</summary>
/// <remarks>
/// Where they lie each has a cache line and often a page of its own, of which a block needs one residue to eight: thousands of them are more than
/// caches and address translation hold. A line of each is read once, for as many blocks as it serves. One thread.
/// </remarks>
internal unsafe ref struct GatheredRuns
{
    private readonly ReadOnlySpan<RunTerm> terms;
    private readonly double[] buffer;
    private readonly int runLength;
    private readonly int width;

    public GatheredRuns(in RunProducts products)
    {
        terms = products.Terms;
        runLength = products.RunLength;
        width = Math.Max(1, SumsOfRuns.BlockLength / runLength);
        buffer = ArrayPool<double>.Shared.Rent((terms.Length + 1) * CacheLines.Length);
    }

    /// <summary>Weights of a term in a block.</summary>
    public readonly int Width => width;

    public readonly double[] Buffer => buffer;

    /// <summary>Where the weights of a block begin in the buffer, by term.</summary>
    /// <param name="block">Its first residue; blocks come in order.</param>
    public readonly int Seek(nint block)
    {
        int run = (int)(block >> BitOperations.Log2((uint)runLength)), place = run % CacheLines.Length;

        if (place == 0 && block % runLength == 0)
        {
            Gather(run);
        }

        return place / width * terms.Length * width;
    }

    public readonly void Dispose() => ArrayPool<double>.Shared.Return(buffer);

    private readonly void Gather(int run)
    {
        for (int term = 0; term < terms.Length; term++)
        {
            Residues runs = terms[term].Runs;
            double* line = runs.Pointer + run;
            int count = Math.Min(CacheLines.Length, runs.Length - run);

            for (int i = 0; i < count; i++)
            {
                buffer[(((i / width * terms.Length) + term) * width) + (i % width)] = line[i];
            }
        }
    }
}
