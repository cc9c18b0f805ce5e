using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Samples;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>The trained model of the first sample, imported, with its calibration samples.</summary>
public sealed class IntentModel : IDisposable
{
    private IntentModel(ImportedModel imported, OnnxCalibration calibration)
    {
        Imported = imported;
        Calibration = calibration;
    }

    public ImportedModel Imported { get; }

    public OnnxCalibration Calibration { get; }

    /// <param name="samples">Which samples: <c>samples</c> or <c>validation</c>.</param>
    public static IntentModel Load(string samples = "samples")
    {
        string folder = Folder();
        OnnxModel model = OnnxModelReader.Read(Path.Combine(folder, "intent.onnx"));
        ImportedModel imported = OnnxImporter.Import(model);
        return new IntentModel(imported, new OnnxCalibration(model, imported, NpzFile.Read(Path.Combine(folder, $"intent.{samples}.npz"))));
    }

    public (Module Module, PassContext Context) Compile(CompilerOptions? options = null)
    {
        PassContext context = new(new DiagnosticBag(), options ?? new CompilerOptions(), Calibration);
        return (TensorPipeline.Run(Imported.Module, context), context);
    }

    public void Dispose() => Calibration.Dispose();

    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string sample = Path.Combine(folder.FullName, "samples", "01-PrivateIntent");
            if (Directory.Exists(sample))
            {
                return sample;
            }
        }

        throw new DirectoryNotFoundException("samples/01-PrivateIntent lies beside the tests in every checkout");
    }
}
