using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Cli.Keys;

/// <summary>The evaluation keys of a model, known before any is made, as plain values for JSON and tables.</summary>
/// <param name="Keys">One for each key.</param>
/// <param name="Uses">Key switches of an evaluation.</param>
/// <param name="DiskBytes">Bytes of the key files together.</param>
/// <param name="MemoryBytes">Memory of all keys together.</param>
/// <param name="LeastMemoryBytes">Memory with which an evaluation still works: the largest key.</param>
/// <param name="Certificate">The claim of security.</param>
internal sealed record KeysReport(
    string Model, IReadOnlyList<KeyRow> Keys, int Uses, long DiskBytes, long MemoryBytes, long LeastMemoryBytes, string Certificate)
{
    /// <summary>Null where the keys were not made.</summary>
    public MadeKeys? Made { get; init; }

    public static KeysReport Of(Circuit circuit)
    {
        KeyRow[] rows = [.. circuit.RequiredKeys.All.Select(need => KeyRow.Of(need, circuit))];
        return new KeysReport(
            circuit.Module.Name,
            rows,
            circuit.KeyPlan.Uses.Count,
            rows.Sum(static row => row.DiskBytes),
            rows.Sum(static row => row.MemoryBytes),
            rows.Select(static row => row.MemoryBytes).DefaultIfEmpty().Max(),
            circuit.Parameters.Certificate.ToString());
    }
}

/// <param name="Purpose">"relinearization", "rotation by 5".</param>
/// <param name="Level">Highest level it is used at.</param>
/// <param name="Uses">Key switches of an evaluation that read it.</param>
internal sealed record KeyRow(string Purpose, int Level, int Uses, string File, long DiskBytes, long MemoryBytes)
{
    public static KeyRow Of(EvaluationKeyNeed need, Circuit circuit) => new(
        need.Purpose.Describe(circuit.Parameters.LogN),
        need.MaxLevel.Value,
        circuit.KeyPlan.Uses.Count(use => use.Purpose == need.Purpose),
        KeyEntry.FileNameOf(need.Purpose, need.MaxLevel),
        EvaluationKeySerializer.ByteCount(circuit.Parameters, need.MaxLevel, need.Purpose),
        EvaluationKey.ByteCountAt(circuit.Parameters, need.MaxLevel, need.Purpose));
}

/// <param name="Id">The keys' name.</param>
/// <param name="SecretKey">File of the secret key.</param>
/// <param name="Evaluation">Directory of the evaluation keys.</param>
/// <param name="DiskBytes">Bytes that the key files have.</param>
/// <param name="Milliseconds">Time to make and write them.</param>
internal sealed record MadeKeys(string Id, string SecretKey, string Evaluation, long DiskBytes, double Milliseconds);
