using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Algebra;

/// <summary>Whether joining two Linears costs no more multiplications than running both. Either way a level is saved.</summary>
internal static class FusionCost
{
    /// <param name="inner">The Linear that runs first.</param>
    /// <param name="outer">The Linear on its result.</param>
    /// <param name="innerStays">Whether something else needs the inner Linear's result.</param>
    public static bool IsWorthwhile(AffineMap inner, AffineMap outer, bool innerStays)
    {
        long joined = (long)inner.Rows * outer.Columns;
        long apart = (long)outer.Rows * outer.Columns;
        return joined <= (innerStays ? apart : apart + ((long)inner.Rows * inner.Columns));
    }
}
