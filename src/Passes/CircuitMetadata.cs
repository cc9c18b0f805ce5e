using System.Globalization;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes;

/// <summary>Metadata of a compiled module besides <see cref="ModuleKeys"/>: what its plan predicted, for people and reports.</summary>
public static class CircuitMetadata
{
    /// <summary>The security certificate's lines.</summary>
    public const string Certificate = "certificate";

    /// <summary>Rescales that the parameters provide.</summary>
    public const string Levels = "levels";

    /// <summary>Number of evaluation keys.</summary>
    public const string KeyCount = "keys.count";

    /// <summary>Predicted bytes of all evaluation keys in memory.</summary>
    public const string KeyBytes = "keys.bytes";

    /// <summary>Predicted bytes of all evaluation keys to send or store.</summary>
    public const string SeededKeyBytes = "keys.seeded-bytes";

    /// <summary>Predicted milliseconds of an evaluation on one thread, plaintext encoding included.</summary>
    public const string Milliseconds = "predicted.milliseconds";

    /// <summary>Predicted precision of the outputs in bits of their range.</summary>
    public const string PrecisionBits = "predicted.precision-bits";

    /// <summary>Writes a plan's figures and the parameters into a module.</summary>
    public static Module Write(Module module, CompilationPlan plan) => module
        .WithMeta(ModuleKeys.Parameters, plan.Parameters.Literal.ToText())
        .WithMeta(Certificate, plan.Parameters.Certificate.ToString())
        .WithMeta(Levels, Text(plan.Levels))
        .WithMeta(KeyCount, Text(plan.Keys.Count))
        .WithMeta(KeyBytes, Text(plan.Keys.Bytes))
        .WithMeta(SeededKeyBytes, Text(plan.Keys.SeededBytes))
        .WithMeta(Milliseconds, Text(Math.Round(plan.Total.Milliseconds + plan.Total.EncodeMilliseconds)))
        .WithMeta(PrecisionBits, plan.Noise.Bits.ToString("0.0", CultureInfo.InvariantCulture));

    private static string Text(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
