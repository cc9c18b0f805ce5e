using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Tests.Kernels;

/// <summary>A bound on the magnitude of a lane instead of the lane: kernels run on these prove their own ranges.</summary>
/// <remarks>
/// The rules are those of docs/engine-ranges.md. <c>MultiplyNegateAdd</c> is only ever used to subtract a rounded quotient,
/// <c>MultiplySubtract</c> only to find what a product lost by rounding; sums and differences must stay below 2^53.
/// </remarks>
internal readonly unsafe struct RangeLanes(double bound) : ILanes<RangeLanes>
{
    // Covers the rounding of the bounds themselves and the terms of 2^-106.
    private const double Slack = 1.0 + (1.0 / (1L << 45));

    private readonly double bound = bound;

    /// <summary>The largest sum or difference since it was last set.</summary>
    [field: ThreadStatic]
    public static double LargestSum { get; set; }

    public static int Count => 1;

    public static RangeLanes Broadcast(double value) => new(Math.Abs(value));

    public static RangeLanes Load(double* source) => new(*source);

    public static RangeLanes LoadTwice(double* source) => new(*source);

    public static RangeLanes LoadFourTimes(double* source) => new(*source);

    public void Store(double* destination) => *destination = bound;

    public static RangeLanes operator +(RangeLanes left, RangeLanes right) => Sum(left, right);

    public static RangeLanes operator -(RangeLanes left, RangeLanes right) => Sum(left, right);

    public static RangeLanes operator *(RangeLanes left, RangeLanes right) => new(left.bound * right.bound * Slack);

    public static RangeLanes MultiplyAdd(RangeLanes a, RangeLanes b, RangeLanes c) => throw new NotSupportedException();

    public static RangeLanes MultiplySubtract(RangeLanes a, RangeLanes b, RangeLanes c) =>
        new(Math.ScaleB(a.bound * b.bound, -53) * Slack);

    public static RangeLanes MultiplyNegateAdd(RangeLanes a, RangeLanes b, RangeLanes c) =>
        new((b.bound / 2) + (Math.ScaleB(c.bound, -52) * Slack));

    public static RangeLanes Round(RangeLanes value) => value;

    public static void TransposeBlock(double* block) => LanesScalar.TransposeBlock(block);

    private static RangeLanes Sum(RangeLanes left, RangeLanes right)
    {
        double sum = (left.bound + right.bound) * Slack;
        LargestSum = Math.Max(LargestSum, sum);

        return new(sum);
    }
}
