using System.Text.Json.Serialization;

namespace PowerSoftmax.Benchmarks.Suite.Bootstrapping;

/// <summary>What was measured of bootstraps of one size. The fields are described in docs/performance.md.</summary>
/// <param name="LogN">Logarithm of the ring degree.</param>
/// <param name="Slots">Real slots bootstrapped.</param>
/// <param name="Threads">Threads.</param>
/// <param name="TargetLevel">Level of the results.</param>
/// <param name="LevelsLeft">Levels for circuits: from the result down to the level that the next bootstrap needs.</param>
/// <param name="Seconds">Median over the bootstraps after the first, which also encodes plaintexts.</param>
/// <param name="FirstSeconds">The first bootstrap to this target, which encodes what has not been encoded before.</param>
/// <param name="MeanBits">-log2 of the mean error, messages uniform in [-1, 1].</param>
/// <param name="MinBits">-log2 of the largest error.</param>
/// <param name="PredictedMeanBits">What the derivation in docs/bootstrapping.md predicts for it.</param>
/// <param name="PredictedMinBits">The same for the largest error among a million slots.</param>
/// <param name="KeyBytes">Memory of the evaluation keys.</param>
/// <param name="PlaintextBytes">Memory of the encoded matrices.</param>
/// <param name="PeakBytes">The most memory the process has had resident so far, key generation included.</param>
/// <param name="Certificate">Security in one line.</param>
public sealed record BootstrapRow(
    [property: JsonPropertyName("logN")] int LogN,
    [property: JsonPropertyName("slots")] int Slots,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("target_level")] int TargetLevel,
    [property: JsonPropertyName("levels_left")] int LevelsLeft,
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("first_seconds")] double FirstSeconds,
    [property: JsonPropertyName("mean_bits")] double MeanBits,
    [property: JsonPropertyName("min_bits")] double MinBits,
    [property: JsonPropertyName("predicted_mean_bits")] double PredictedMeanBits,
    [property: JsonPropertyName("predicted_min_bits")] double PredictedMinBits,
    [property: JsonPropertyName("key_bytes")] long KeyBytes,
    [property: JsonPropertyName("plaintext_bytes")] long PlaintextBytes,
    [property: JsonPropertyName("peak_bytes")] long PeakBytes,
    [property: JsonPropertyName("certificate")] string Certificate);
