using System.Security.Cryptography;
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
        string hash = WeightFile.Sha256(module.Weights);
        WriteIfChanged(weights, hash, stream => WeightFile.Write(module.Weights, stream));
        WriteIfChanged(circuit, ModuleWriter.Write(ModuleSeal.Apply(module.WithMeta(ModuleKeys.WeightsSha256, hash))));
    }

    /// <summary>Writes the reasons in place of a circuit, for the generator to report them where the model is named.</summary>
    public void WriteFailure(string model, IEnumerable<Diagnostic> diagnostics)
    {
        WriteIfChanged(weights, WeightFile.Sha256(WeightTable.Empty), static stream => WeightFile.Write(WeightTable.Empty, stream));
        WriteIfChanged(circuit, ModuleWriter.Write(FailedModule.Of(model, diagnostics)));
    }

    private static void WriteIfChanged(string path, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteIfChanged(path, WeightFile.Sha256(bytes), stream => stream.Write(bytes));
    }

    private static void WriteIfChanged(string path, string sha256, Action<Stream> write)
    {
        AtomicFile.DeleteUnfinished(path);

        if (!File.Exists(path) || Sha256(path) != sha256)
        {
            AtomicFile.Write(path, write);
        }
    }

    private static string Sha256(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
