using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>Three levels of the transform on eight groups of lanes.</summary>
internal static unsafe class Radix8<TLanes, TTwiddles>
    where TLanes : struct, ILanes<TLanes>
    where TTwiddles : struct, ITwiddles<TLanes>
{
    /// <summary>Forward: x_i +- w x_(i+4), then the two radix-4 halves. The first operand is reduced when asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(Strided from, Strided to, TTwiddles w, LaneModulus<TLanes> modulus, bool reduceFirst, bool reduceOutput)
    {
        TLanes m4 = modulus.MultiplyLazy(TLanes.Load(from[4]), w[1]), m5 = modulus.MultiplyLazy(TLanes.Load(from[5]), w[1]);
        TLanes m6 = modulus.MultiplyLazy(TLanes.Load(from[6]), w[1]), m7 = modulus.MultiplyLazy(TLanes.Load(from[7]), w[1]);
        TLanes x0 = TLanes.Load(from[0]), x1 = TLanes.Load(from[1]);
        TLanes x2 = TLanes.Load(from[2]), x3 = TLanes.Load(from[3]);

        if (reduceFirst)
        {
            x0 = modulus.Reduce(x0);
        }

        TLanes l2 = modulus.MultiplyLazy(x2 + m6, w[2]), l3 = modulus.MultiplyLazy(x3 + m7, w[2]);
        TLanes h2 = modulus.MultiplyLazy(x2 - m6, w[3]), h3 = modulus.MultiplyLazy(x3 - m7, w[3]);
        TLanes l0 = x0 + m4, h0 = x0 - m4;
        TLanes l1 = x1 + m5, h1 = x1 - m5;

        StorePair(to[0], to[1], l0 + l2, modulus.MultiplyLazy(l1 + l3, w[4]), modulus, reduceOutput);
        StorePair(to[2], to[3], l0 - l2, modulus.MultiplyLazy(l1 - l3, w[5]), modulus, reduceOutput);
        StorePair(to[4], to[5], h0 + h2, modulus.MultiplyLazy(h1 + h3, w[6]), modulus, reduceOutput);
        StorePair(to[6], to[7], h0 - h2, modulus.MultiplyLazy(h1 - h3, w[7]), modulus, reduceOutput);
    }

    /// <summary>Inverse. In: A p, A &lt;= 2. Out: (1 + 0.752 A) p; the two sums that could be larger are reduced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Inverse(Strided from, Strided to, TTwiddles w, LaneModulus<TLanes> modulus)
    {
        TLanes x0 = TLanes.Load(from[0]), x1 = TLanes.Load(from[1]), x2 = TLanes.Load(from[2]), x3 = TLanes.Load(from[3]);
        TLanes x4 = TLanes.Load(from[4]), x5 = TLanes.Load(from[5]), x6 = TLanes.Load(from[6]), x7 = TLanes.Load(from[7]);
        TLanes y1 = modulus.MultiplyLazy(x0 - x1, w[4]), y3 = modulus.MultiplyLazy(x2 - x3, w[5]);
        TLanes y5 = modulus.MultiplyLazy(x4 - x5, w[6]), y7 = modulus.MultiplyLazy(x6 - x7, w[7]);
        TLanes y0 = x0 + x1, y2 = x2 + x3, y4 = x4 + x5, y6 = x6 + x7;
        TLanes z2 = modulus.MultiplyLazy(y0 - y2, w[2]), z3 = modulus.MultiplyLazy(y1 - y3, w[2]);
        TLanes z6 = modulus.MultiplyLazy(y4 - y6, w[3]), z7 = modulus.MultiplyLazy(y5 - y7, w[3]);
        TLanes z0 = y0 + y2, z4 = y4 + y6;
        TLanes z1 = y1 + y3, z5 = y5 + y7;

        modulus.Reduce(z0 + z4).Store(to[0]);
        modulus.Reduce(z1 + z5).Store(to[1]);
        (z2 + z6).Store(to[2]);
        (z3 + z7).Store(to[3]);
        modulus.MultiplyLazy(z0 - z4, w[1]).Store(to[4]);
        modulus.MultiplyLazy(z1 - z5, w[1]).Store(to[5]);
        modulus.MultiplyLazy(z2 - z6, w[1]).Store(to[6]);
        modulus.MultiplyLazy(z3 - z7, w[1]).Store(to[7]);
    }

    /// <summary>Inverse, then times a constant that <paramref name="w1"/> already carries. In: 2 p. Out: balanced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InverseLast(
        Strided from, Strided to, TTwiddles w, TLanes w1, TLanes constant, LaneModulus<TLanes> modulus)
    {
        TLanes x0 = TLanes.Load(from[0]), x1 = TLanes.Load(from[1]), x2 = TLanes.Load(from[2]), x3 = TLanes.Load(from[3]);
        TLanes x4 = TLanes.Load(from[4]), x5 = TLanes.Load(from[5]), x6 = TLanes.Load(from[6]), x7 = TLanes.Load(from[7]);
        TLanes y1 = modulus.MultiplyLazy(x0 - x1, w[4]), y3 = modulus.MultiplyLazy(x2 - x3, w[5]);
        TLanes y5 = modulus.MultiplyLazy(x4 - x5, w[6]), y7 = modulus.MultiplyLazy(x6 - x7, w[7]);
        TLanes y0 = x0 + x1, y2 = x2 + x3, y4 = x4 + x5, y6 = x6 + x7;
        TLanes z2 = modulus.MultiplyLazy(y0 - y2, w[2]), z3 = modulus.MultiplyLazy(y1 - y3, w[2]);
        TLanes z6 = modulus.MultiplyLazy(y4 - y6, w[3]), z7 = modulus.MultiplyLazy(y5 - y7, w[3]);
        TLanes z0 = y0 + y2, z4 = y4 + y6;
        TLanes z1 = y1 + y3, z5 = y5 + y7;

        modulus.Multiply(z0 + z4, constant).Store(to[0]);
        modulus.Multiply(z1 + z5, constant).Store(to[1]);
        modulus.Multiply(z2 + z6, constant).Store(to[2]);
        modulus.Multiply(z3 + z7, constant).Store(to[3]);
        modulus.Multiply(z0 - z4, w1).Store(to[4]);
        modulus.Multiply(z1 - z5, w1).Store(to[5]);
        modulus.Multiply(z2 - z6, w1).Store(to[6]);
        modulus.Multiply(z3 - z7, w1).Store(to[7]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(double* sum, double* difference, TLanes x, TLanes y, LaneModulus<TLanes> modulus, bool reduce)
    {
        (reduce ? modulus.Reduce(x + y) : x + y).Store(sum);
        (reduce ? modulus.Reduce(x - y) : x - y).Store(difference);
    }
}
