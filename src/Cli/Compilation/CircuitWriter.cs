using System.Text;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>Writes a circuit and its weights, each whole or not at all. Files that would not change keep their time stamps, so that builds stay incremental.</summary>
/// <remarks>The weights go first. Whoever is interrupted between the two has a circuit that refuses its weights by their hash, and compiles again.</remarks>
/// <param name="circuit">The .psir file.</param>
/// <param name="weights">The .psw file.</param>
internal sealed class CircuitWriter(string circuit, string weights)
{
    /// <summary>Writes a compiled model; its text names the hashes of itself and of its weights, and its own.</summary>
    public void Write(Module module)
    {
        byte[] bytes = WeightFile.Write(module.Weights);
        WriteIfChanged(weights, bytes);
        Module bound = ModuleSeal.Apply(module.WithMeta(ModuleKeys.WeightsSha256, WeightFile.Sha256(bytes)));
        WriteIfChanged(circuit, Encoding.UTF8.GetBytes(ModuleWriter.Write(bound)));
    }

    /// <summary>Writes the reasons in place of a circuit, for the generator to report them where the model is named.</summary>
    public void WriteFailure(string model, IEnumerable<Diagnostic> diagnostics)
    {
        WriteIfChanged(weights, WeightFile.Write(WeightTable.Empty));
        WriteIfChanged(circuit, Encoding.UTF8.GetBytes(ModuleWriter.Write(FailedModule.Of(model, diagnostics))));
    }

    private static void WriteIfChanged(string path, byte[] content)
    {
        AtomicFile.DeleteUnfinished(path);

        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            AtomicFile.Write(path, stream => stream.Write(content));
        }
    }
}
