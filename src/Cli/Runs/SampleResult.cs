namespace PowerSoftmax.Cli.Runs;

/// <summary>One input, three answers.</summary>
/// <param name="Index">Where the input lies in its file.</param>
/// <param name="Label">The right class, where it is known.</param>
/// <param name="Encrypted">Decrypted outputs of the encrypted evaluation.</param>
/// <param name="Clear">Outputs of the same polynomials in the clear.</param>
/// <param name="Reference">Outputs of ONNX Runtime, where the original model is there.</param>
/// <param name="EncryptMilliseconds">Prologue, packing, encoding, encryption.</param>
/// <param name="EvaluateMilliseconds">The server's work.</param>
/// <param name="DecryptMilliseconds">Decryption, decoding, epilogue.</param>
internal sealed record SampleResult(
    int Index, int? Label, double[] Encrypted, double[] Clear, double[]? Reference, double EncryptMilliseconds,
    double EvaluateMilliseconds, double DecryptMilliseconds)
{
    public int EncryptedClass => Largest(Encrypted);

    public int ClearClass => Largest(Clear);

    public int? ReferenceClass => Reference is null ? null : Largest(Reference);

    public double EncryptedError => Distance(Encrypted, Clear);

    public double? PolynomialError => Reference is null ? null : Distance(Clear, Reference);

    private static int Largest(double[] values) => Array.IndexOf(values, values.Max());

    private static double Distance(double[] left, double[] right) => left.Zip(right, static (x, y) => Math.Abs(x - y)).Max();
}
