using System.Collections.Immutable;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>Transformers that were not trained for encryption end in a diagnostic that names the node in the way.</summary>
public sealed class OtherModelsTests
{
    [Theory]
    [InlineData("optimum-tiny-distilbert/model.onnx", "tensor.exp", "Train with power-softmax")]
    [InlineData("ort-bert-toy/bert_toy_optimized.onnx", "tensor.exp", "Train with power-softmax")]
    [InlineData("tribuo-tinybert/tinybert.onnx", "tensor.exp", "Train with power-softmax")]
    [InlineData("ezkl/nanoGPT/network.onnx", "tensor.exp", "Train with power-softmax")]
    [InlineData("ezkl/2l_relu_fc/network.onnx", "tensor.relu", "GELU or SiLU")]
    public void ThePassesNameWhatStandsInTheWay(string file, string mnemonic, string help)
    {
        string path = SharedFiles.Require($"conformance/onnx-models/{file}");
        string[] symbols = ["batch", "batch_size", "sequence", "seqlen", "sequence_length", "max_seq_len_in_batch", .. Enumerable.Range(0, 32).Select(static n => $"unk__{n}")];
        ImportOptions options = new() { Dimensions = symbols.ToImmutableDictionary(static symbol => symbol, static symbol => symbol[0] == 'b' ? 1 : 8) };
        Module imported = OnnxImporter.Import(path, options).Module;
        DiagnosticBag diagnostics = new();

        Assert.Throws<DiagnosticException>(() => TensorPipeline.Run(imported, null, new CompilerOptions(), diagnostics));

        Diagnostic named = Assert.Single(diagnostics.Items, item => item.Id == "PSM3001" && item.Message.Contains($"({mnemonic})", StringComparison.Ordinal));
        Assert.Contains(help, named.Message, StringComparison.Ordinal);
        Assert.True(diagnostics.HasErrors);
    }
}
