using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels;

/// <summary>A modulus spread over lanes, with the two operations everything else is made of.</summary>
/// <remarks>Ranges are derived in docs/engine-ranges.md. All operands are integers held in doubles.</remarks>
internal readonly struct LaneModulus<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes p;
    private readonly TLanes pInverse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneModulus(double p, double pInverse)
    {
        this.p = TLanes.Broadcast(p);
        this.pInverse = TLanes.Broadcast(pInverse);
    }

    /// <summary>x mod p. |x| &lt; 2^51: exactly balanced. |x| &lt; 2^53: congruent, |result| &lt;= p/2 + 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Reduce(TLanes x) => TLanes.MultiplyNegateAdd(TLanes.Round(x * pInverse), p, x);

    /// <summary>a * b mod p for |a| &lt;= A p &lt; 2^53 and balanced b; |result| &lt;= p (1/2 + 0.094 A).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes MultiplyLazy(TLanes a, TLanes b)
    {
        TLanes high = a * b;
        TLanes quotient = TLanes.Round(high * pInverse);
        TLanes low = TLanes.MultiplySubtract(a, b, high);

        return TLanes.MultiplyNegateAdd(quotient, p, high) + low;
    }

    /// <summary>The same for a factor with its quotient b / p at hand (see <see cref="QuotientOf"/>): a shorter chain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes MultiplyLazy(TLanes a, TLanes b, TLanes bQuotient)
    {
        TLanes quotient = TLanes.Round(a * bQuotient);
        TLanes high = a * b;
        TLanes low = TLanes.MultiplySubtract(a, b, high);

        return TLanes.MultiplyNegateAdd(quotient, p, high) + low;
    }

    /// <summary>b / p, rounded twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes QuotientOf(TLanes b) => b * pInverse;

    /// <summary>a * b mod p, exactly balanced, for |a| &lt;= 8 p and balanced b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Multiply(TLanes a, TLanes b) => Reduce(MultiplyLazy(a, b));
}
