using System.Text.Json.Serialization;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Benchmarks.Suite.Results;

/// <summary>What was measured of one operation at one size. The fields are described in docs/performance.md.</summary>
/// <param name="Name">The operation; a kernel's times are for one limb.</param>
/// <param name="LogN">Logarithm of the ring degree.</param>
/// <param name="Primes">Ciphertext primes; 1 for the reference kernels, which work on one limb.</param>
/// <param name="Threads">Threads of the operation; those it is compared with have one.</param>
/// <param name="Dnum">Digits of a key switch; null where they change nothing.</param>
/// <param name="MedianMicroseconds">Median over the samples.</param>
/// <param name="MinMicroseconds">Least sample.</param>
/// <param name="RatioToControl">Control time for the same transforms and products, over the median; null for an operation without any.</param>
/// <param name="NttUnits">The median over the median of the engine's forward NTT of one limb of the same N.</param>
/// <param name="Security">The claim of the parameters; null for kernels, which encrypt nothing.</param>
public sealed record BenchmarkRow(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("logN")] int LogN,
    [property: JsonPropertyName("primes")] int Primes,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("dnum")] int? Dnum,
    [property: JsonPropertyName("median_us")] double MedianMicroseconds,
    [property: JsonPropertyName("min_us")] double MinMicroseconds,
    [property: JsonPropertyName("ratio_to_control")] double? RatioToControl,
    [property: JsonPropertyName("ntt_units")] double NttUnits,
    [property: JsonPropertyName("security"), JsonConverter(typeof(SecurityClaimConverter))] SecurityLevel? Security);
