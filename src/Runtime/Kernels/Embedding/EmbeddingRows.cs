using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>Three levels of a block of 64 across its rows of eight: two at once, then one. A method each: the JIT has limits.</summary>
internal static unsafe class EmbeddingRows<TLanes, TRoots>
    where TLanes : struct, ILanes<TLanes>
    where TRoots : struct, IRoots<TLanes>
{
    private const int Side = 8;
    private const int Step = 2 * Side;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward4(ComplexPointer x, TRoots roots)
    {
        for (nint lane = 0; lane < Side; lane += TLanes.Count)
        {
            ComplexLanes<TLanes> w1 = roots.Node(lane), w2 = roots.Child(0, lane), w3 = roots.Child(1, lane);

            for (nint k = lane; k < Step; k += Side)
            {
                ComplexPointer p0 = x.Moved(k), p1 = p0.Moved(Step), p2 = p1.Moved(Step), p3 = p2.Moved(Step);
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
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inverse4(ComplexPointer x, TRoots roots)
    {
        for (nint lane = 0; lane < Side; lane += TLanes.Count)
        {
            ComplexLanes<TLanes> w1 = roots.Node(lane), w2 = roots.Child(0, lane), w3 = roots.Child(1, lane);

            for (nint k = lane; k < Step; k += Side)
            {
                ComplexPointer p0 = x.Moved(k), p1 = p0.Moved(Step), p2 = p1.Moved(Step), p3 = p2.Moved(Step);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward2(ComplexPointer x, TRoots roots)
    {
        for (nint pair = 0; pair < 4; pair++)
        {
            for (nint lane = 0; lane < Side; lane += TLanes.Count)
            {
                ComplexPointer low = x.Moved((pair * Step) + lane), high = low.Moved(Side);
                ComplexLanes<TLanes> a = ComplexLanes<TLanes>.Load(low), b = ComplexLanes<TLanes>.Load(high);
                ComplexLanes<TLanes> w = roots.Grandchild(pair, lane);
                a.PlusProduct(b, w).Store(low);
                a.MinusProduct(b, w).Store(high);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inverse2(ComplexPointer x, TRoots roots)
    {
        for (nint pair = 0; pair < 4; pair++)
        {
            for (nint lane = 0; lane < Side; lane += TLanes.Count)
            {
                ComplexPointer low = x.Moved((pair * Step) + lane), high = low.Moved(Side);
                ComplexLanes<TLanes> a = ComplexLanes<TLanes>.Load(low), b = ComplexLanes<TLanes>.Load(high);
                (a + b).Store(low);
                (a - b).TimesConjugate(roots.Grandchild(pair, lane)).Store(high);
            }
        }
    }
}
