using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Approximate;

namespace PowerSoftmax.Cli.Runs;

/// <summary>One output on one input, answered up to three times; values in row-major order.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Shape">As 1x7; its last axis is the class axis, where that has two elements or more.</param>
/// <param name="Encrypted">Decrypted values of the encrypted evaluation.</param>
/// <param name="Clear">Values of the same polynomials in the clear.</param>
/// <param name="Reference">Values of ONNX Runtime, where the original model is there.</param>
internal sealed record OutputResult(string Name, string Shape, double[] Encrypted, double[] Clear, double[]? Reference)
{
    /// <summary>The class of each answer; null where the output names none, or one for each of several rows.</summary>
    public int? EncryptedClass => HasClass ? OutputAgreement.ClassOf(Encrypted) : null;

    public int? ClearClass => HasClass ? OutputAgreement.ClassOf(Clear) : null;

    public int? ReferenceClass => HasClass && Reference is not null ? OutputAgreement.ClassOf(Reference) : null;

    public double EncryptedError => Distance(Encrypted, Clear);

    public double? PolynomialError => Reference is null ? null : Distance(Clear, Reference);

    /// <summary>Whether all of its elements are one row of classes.</summary>
    private bool HasClass => Encrypted.Length > 1 && int.TryParse(Shape.Split('x')[^1], out int last) && last == Encrypted.Length;

    public static OutputResult Of(string name, Tensor encrypted, Tensor clear, double[]? reference) =>
        new(name, encrypted.Shape.ToString(), encrypted.Values, clear.Values, reference);

    private static double Distance(double[] left, double[] right) =>
        left.Zip(right, static (x, y) => double.IsFinite(x) && double.IsFinite(y) ? Math.Abs(x - y) : double.PositiveInfinity).Max();
}
