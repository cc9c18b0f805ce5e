using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>One or two levels of the embedding over a block longer than 64; all lanes share their roots.</summary>
internal static unsafe class EmbeddingPasses<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>(a, b) to (a + w b, a - w b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward2(ComplexPointer x, nint length, nint node, in EmbeddingConstants constants)
    {
        ComplexLanes<TLanes> w = ComplexLanes<TLanes>.Broadcast(constants.Heap.Moved(node));
        nint half = length / 2;

        for (nint k = 0; k < half; k += TLanes.Count)
        {
            ComplexPointer low = x.Moved(k), high = x.Moved(k + half);
            ComplexLanes<TLanes> a = ComplexLanes<TLanes>.Load(low), b = ComplexLanes<TLanes>.Load(high);
            a.PlusProduct(b, w).Store(low);
            a.MinusProduct(b, w).Store(high);
        }
    }

    /// <summary>(a, b) to (a + b, (a - b) conj(w)): the inverse of <see cref="Forward2"/>, times two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inverse2(ComplexPointer x, nint length, nint node, in EmbeddingConstants constants)
    {
        ComplexLanes<TLanes> w = ComplexLanes<TLanes>.Broadcast(constants.Heap.Moved(node));
        nint half = length / 2;

        for (nint k = 0; k < half; k += TLanes.Count)
        {
            ComplexPointer low = x.Moved(k), high = x.Moved(k + half);
            ComplexLanes<TLanes> a = ComplexLanes<TLanes>.Load(low), b = ComplexLanes<TLanes>.Load(high);
            (a + b).Store(low);
            (a - b).TimesConjugate(w).Store(high);
        }
    }

    /// <summary>Two levels of <see cref="Forward2"/>: the node and its two children.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward4(ComplexPointer x, nint length, nint node, in EmbeddingConstants constants)
    {
        ComplexLanes<TLanes> w1 = ComplexLanes<TLanes>.Broadcast(constants.Heap.Moved(node));
        ComplexLanes<TLanes> w2 = ComplexLanes<TLanes>.Broadcast(constants.Heap.Moved(2 * node));
        ComplexLanes<TLanes> w3 = ComplexLanes<TLanes>.Broadcast(constants.Heap.Moved((2 * node) + 1));
        nint quarter = length / 4;

        for (nint k = 0; k < quarter; k += TLanes.Count)
        {
            ComplexPointer p0 = x.Moved(k), p1 = p0.Moved(quarter), p2 = p1.Moved(quarter), p3 = p2.Moved(quarter);
            ComplexLanes<TLanes> x0 = ComplexLanes<TLanes>.Load(p0), x2 = ComplexLanes<TLanes>.Load(p2);
            ComplexLanes<TLanes> y0 = x0.PlusProduct(x2, w1), y2 = x0.MinusProduct(x2, w1);
            ComplexLanes<TLanes> x1 = ComplexLanes<TLanes>.Load(p1), x3 = ComplexLanes<TLanes>.Load(p3);
            ComplexLanes<TLanes> y1 = x1.PlusProduct(x3, w1), y3 = x1.MinusProduct(x3, w1);
            y0.PlusProduct(y1, w2).Store(p0);
            y0.MinusProduct(y1, w2).Store(p1);
            y2.PlusProduct(y3, w3).Store(p2);
            y2.MinusProduct(y3, w3).Store(p3);
        }
    }

    /// <summary>The inverse of <see cref="Forward4"/>, times four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inverse4(ComplexPointer x, nint length, nint node, in EmbeddingConstants constants)
    {
        ComplexLanes<TLanes> w1 = ComplexLanes<TLanes>.Broadcast(constants.Heap.Moved(node));
        ComplexLanes<TLanes> w2 = ComplexLanes<TLanes>.Broadcast(constants.Heap.Moved(2 * node));
        ComplexLanes<TLanes> w3 = ComplexLanes<TLanes>.Broadcast(constants.Heap.Moved((2 * node) + 1));
        nint quarter = length / 4;

        for (nint k = 0; k < quarter; k += TLanes.Count)
        {
            ComplexPointer p0 = x.Moved(k), p1 = p0.Moved(quarter), p2 = p1.Moved(quarter), p3 = p2.Moved(quarter);
            ComplexLanes<TLanes> x0 = ComplexLanes<TLanes>.Load(p0), x1 = ComplexLanes<TLanes>.Load(p1);
            ComplexLanes<TLanes> y0 = x0 + x1, y1 = (x0 - x1).TimesConjugate(w2);
            ComplexLanes<TLanes> x2 = ComplexLanes<TLanes>.Load(p2), x3 = ComplexLanes<TLanes>.Load(p3);
            ComplexLanes<TLanes> y2 = x2 + x3, y3 = (x2 - x3).TimesConjugate(w3);
            (y0 + y2).Store(p0);
            (y1 + y3).Store(p1);
            (y0 - y2).TimesConjugate(w1).Store(p2);
            (y1 - y3).TimesConjugate(w1).Store(p3);
        }
    }
}
