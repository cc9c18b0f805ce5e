using PowerSoftmax.Cli.Ranges;

namespace PowerSoftmax.Cli.Runs;

/// <summary>One input with its answers.</summary>
/// <param name="Index">Where the input lies in its file.</param>
/// <param name="Label">The right class, where it is known.</param>
/// <param name="Outputs">The model's outputs, in order.</param>
/// <param name="Warnings">Where the input leaves the calibrated ranges.</param>
/// <param name="Strays">Where arguments of polynomials leave their intervals; null where that was not asked for.</param>
/// <param name="EncryptMilliseconds">Prologue, packing, encoding, encryption.</param>
/// <param name="EvaluateMilliseconds">The server's work.</param>
/// <param name="DecryptMilliseconds">Decryption, decoding, epilogue.</param>
internal sealed record SampleResult(
    int Index, int? Label, IReadOnlyList<OutputResult> Outputs, IReadOnlyList<string> Warnings, IReadOnlyList<PolynomialStray>? Strays,
    double EncryptMilliseconds, double EvaluateMilliseconds, double DecryptMilliseconds);
