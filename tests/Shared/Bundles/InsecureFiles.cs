using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.TestSupport;

/// <summary>A circuit in an insecure ring as the compiler's files.</summary>
internal static class InsecureFiles
{
    /// <param name="levels">Of the parameters.</param>
    /// <param name="weights">Of the circuit.</param>
    /// <param name="body">Builds it.</param>
    /// <param name="outputs">Names of its outputs.</param>
    public static (Module Module, byte[] Weights) Of(int levels, WeightTable weights, Func<CkksParameterSet, WeightTable, Graph> body, params string[] outputs)
    {
        CkksParametersLiteral literal = PrimeSelection.Select(
            new ChainRequest(LogN: 11, levels, LogDefaultScale: 42, LogBase: 48, SpecialPrimes: 2, SecurityLevel.InsecureTest));
        byte[] file = WeightFile.Write(weights);
        Graph circuit = body(CkksParameterSet.Create(literal), weights);
        Module module = new Module("insecure.onnx", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(circuit), weights)
            .WithMeta(ModuleKeys.Parameters, literal.ToText());
        module = outputs.Aggregate(module, static (before, output) => before.WithMeta(ModuleKeys.OutputNoise + output, "1E-09"));
        return (module.WithMeta(ModuleKeys.WeightsSha256, WeightFile.Sha256(file)), file);
    }
}
