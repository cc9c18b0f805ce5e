using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Tests.Conformance;

/// <summary>Compares tensors as the ONNX backend suite does.</summary>
internal static class TensorAssert
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-3;

    // Where values are 16 bits wide, both sides round, and at other places; the bound is relative to the largest element.
    private const double HalfRelative = 1e-2;
    private const double HalfSmallest = 2e-7;

    /// <summary>Same type and nearly the same values.</summary>
    /// <param name="expected">The oracle's tensor.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="what">Its name, for messages.</param>
    /// <param name="halfInside">Whether values on the way were 16 bits wide.</param>
    public static void Close(Tensor expected, Tensor actual, string what, bool halfInside = false)
    {
        Assert.True(expected.Type == actual.Type, $"{what}: expected {expected.Type.ToText()}, got {actual.Type.ToText()}");
        Assert.Equal(expected.Strings, actual.Strings);
        bool half = halfInside || IsHalf(expected.Type);
        double largest = expected.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        for (int i = 0; i < expected.Values.Length; i++)
        {
            double bound = half ? (HalfRelative * largest) + HalfSmallest : Absolute + (Relative * Math.Abs(expected.Values[i]));
            bool same = expected.Values[i].Equals(actual.Values[i]) || Math.Abs(expected.Values[i] - actual.Values[i]) <= bound;
            Assert.True(same, FormattableString.Invariant($"{what}[{i}]: expected {expected.Values[i]:R}, got {actual.Values[i]:R}"));
        }
    }

    public static bool IsHalf(TensorType type) => type.Element is ElementType.Float16 or ElementType.BFloat16;
}
