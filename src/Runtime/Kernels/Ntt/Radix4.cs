using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>Two levels of the transform on four groups of lanes.</summary>
internal static unsafe class Radix4<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Forward. In: A p. Out: (1 + 0.094 A + 0.094 (A + 1/2 + 0.094 A) + A') p, A' = A or 1/2 if reduced first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(
        Strided from, Strided to, TLanes w1, TLanes w2, TLanes w3, LaneModulus<TLanes> modulus, bool reduceFirst)
    {
        TLanes u1 = modulus.QuotientOf(w1), u2 = modulus.QuotientOf(w2), u3 = modulus.QuotientOf(w3);
        TLanes x2 = modulus.MultiplyLazy(TLanes.Load(from[2]), w1, u1);
        TLanes x3 = modulus.MultiplyLazy(TLanes.Load(from[3]), w1, u1);
        TLanes x0 = TLanes.Load(from[0]);
        TLanes x1 = TLanes.Load(from[1]);

        if (reduceFirst)
        {
            x0 = modulus.Reduce(x0);
        }

        TLanes y1 = modulus.MultiplyLazy(x1 + x3, w2, u2);
        TLanes y3 = modulus.MultiplyLazy(x1 - x3, w3, u3);
        TLanes y0 = x0 + x2;
        TLanes y2 = x0 - x2;

        (y0 + y1).Store(to[0]);
        (y0 - y1).Store(to[1]);
        (y2 + y3).Store(to[2]);
        (y2 - y3).Store(to[3]);
    }

    /// <summary>Inverse. In: A p, A &lt;= 4. Out: (1 + 0.376 A) p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Inverse(
        Strided from, Strided to, TLanes w1, TLanes w2, TLanes w3, LaneModulus<TLanes> modulus)
    {
        TLanes u1 = modulus.QuotientOf(w1), u2 = modulus.QuotientOf(w2), u3 = modulus.QuotientOf(w3);
        TLanes x0 = TLanes.Load(from[0]), x1 = TLanes.Load(from[1]);
        TLanes x2 = TLanes.Load(from[2]), x3 = TLanes.Load(from[3]);
        TLanes y1 = modulus.MultiplyLazy(x0 - x1, w2, u2);
        TLanes y3 = modulus.MultiplyLazy(x2 - x3, w3, u3);
        TLanes y0 = x0 + x1;
        TLanes y2 = x2 + x3;

        modulus.Reduce(y0 + y2).Store(to[0]);
        (y1 + y3).Store(to[1]);
        modulus.MultiplyLazy(y0 - y2, w1, u1).Store(to[2]);
        modulus.MultiplyLazy(y1 - y3, w1, u1).Store(to[3]);
    }

    /// <summary>Inverse, then times a constant that <paramref name="w1"/> already carries. In: 4 p. Out: balanced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InverseLast(
        Strided from, Strided to, TLanes w1, TLanes w2, TLanes w3, TLanes constant, LaneModulus<TLanes> modulus)
    {
        TLanes u1 = modulus.QuotientOf(w1), u2 = modulus.QuotientOf(w2), u3 = modulus.QuotientOf(w3);
        TLanes x0 = TLanes.Load(from[0]), x1 = TLanes.Load(from[1]);
        TLanes x2 = TLanes.Load(from[2]), x3 = TLanes.Load(from[3]);
        TLanes y1 = modulus.MultiplyLazy(x0 - x1, w2, u2);
        TLanes y3 = modulus.MultiplyLazy(x2 - x3, w3, u3);
        TLanes y0 = x0 + x1;
        TLanes y2 = x2 + x3;

        modulus.Multiply(y0 + y2, constant).Store(to[0]);
        modulus.Multiply(y1 + y3, constant).Store(to[1]);
        modulus.Multiply(y0 - y2, w1).Store(to[2]);
        modulus.Multiply(y1 - y3, w1).Store(to[3]);
    }
}
