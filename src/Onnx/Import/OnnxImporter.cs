using System.Globalization;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Turns an ONNX model into a graph of the Tensor dialect with static shapes.</summary>
public static class OnnxImporter
{
    /// <summary>Metadata key of the model file's SHA-256.</summary>
    public const string HashKey = "onnx-sha256";

    /// <summary>Metadata key of the model's opset.</summary>
    public const string OpsetKey = "onnx-opset";

    /// <summary>Oldest version of the standard operator set that is understood.</summary>
    public const int OldestOpset = 1;

    /// <summary>Newest version of the standard operator set that is understood.</summary>
    public const int NewestOpset = 27;

    /// <summary>Reads and imports a file.</summary>
    /// <exception cref="DiagnosticException">PSM1003, PSM1012, PSM2001 ... PSM2005, PSM2010: what is wrong with the file, where, and what to do.</exception>
    public static ImportedModel Import(string path, ImportOptions? options = null) => Import(OnnxModelReader.Read(path), options);

    /// <summary>Imports a model that has been read.</summary>
    /// <remarks>
    /// Nodes are sorted and those that no output needs are left out; whatever follows from constants and shapes alone is
    /// computed here, so that shape arithmetic leaves no trace.
    /// </remarks>
    /// <exception cref="DiagnosticException">PSM2001 ... PSM2005, PSM2010: what is wrong with the model, where, and what to do.</exception>
    public static ImportedModel Import(OnnxModel model, ImportOptions? options = null)
    {
        CheckOpset(model);
        GraphImport import = new(model, options ?? ImportOptions.Default);
        Graph graph = import.Run();
        EquatableArray<MetadataEntry> metadata = EquatableArray<MetadataEntry>.Of(
            new MetadataEntry(HashKey, model.Sha256),
            new MetadataEntry(OpsetKey, model.Opset.ToString(CultureInfo.InvariantCulture)));
        return new ImportedModel(
            new Module(model.Name, metadata, EquatableArray<Graph>.Of(graph), import.Weights),
            import.TensorNames) { Findings = import.Findings };
    }

    private static void CheckOpset(OnnxModel model)
    {
        if (model.Opset is < OldestOpset or > NewestOpset)
        {
            throw new DiagnosticException(DiagnosticKinds.OpsetUnsupported, model.Opset, OperatorDomain.Standard, OldestOpset, NewestOpset);
        }
    }
}
