using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Tests.Conformance;

/// <summary>Compares tensors as the ONNX backend suite does.</summary>
internal static class TensorAssert
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-3;

    // Intermediate values of the recorded results were rounded to 16 bits, ours at other places.
    private const double HalfRelative = 1e-2;
    private const double HalfAbsolute = 5e-3;

    public static void Close(Tensor expected, Tensor actual, string what)
    {
        Assert.True(expected.Type == actual.Type, $"{what}: expected {expected.Type.ToText()}, got {actual.Type.ToText()}");
        Assert.Equal(expected.Strings, actual.Strings);
        bool half = expected.Type.Element is ElementType.Float16 or ElementType.BFloat16;
        for (int i = 0; i < expected.Values.Length; i++)
        {
            double bound = half ? HalfAbsolute + (HalfRelative * Math.Abs(expected.Values[i])) : Absolute + (Relative * Math.Abs(expected.Values[i]));
            bool same = expected.Values[i].Equals(actual.Values[i]) || Math.Abs(expected.Values[i] - actual.Values[i]) <= bound;
            Assert.True(same, FormattableString.Invariant($"{what}[{i}]: expected {expected.Values[i]:R}, got {actual.Values[i]:R}"));
        }
    }
}
