using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Ranges;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Approximate.Ranges;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>Writes into a compiled circuit where the values a client knows lay on the calibration samples, for it to compare its input with.</summary>
/// <remarks>Whole numbers that the model takes are ids: their order means nothing, so they have no range.</remarks>
public static class InputRangeCalibration
{
    /// <param name="module">The compiled circuit.</param>
    /// <param name="samples">Its calibration samples, run through the final prologue.</param>
    /// <param name="margin">Part of the seen width added on each side.</param>
    public static Module Write(Module module, CalibrationSamples samples, double margin)
    {
        HashSet<string> encrypted = [.. module.Find(ModuleKeys.Circuit)!.Ops<CkksInput>().Select(static input => input.Op.Tensor)];
        HashSet<string> inputs = [.. module.Find(ModuleKeys.Prologue)!.Ops<Input>().Where(static input => IsReal(input.Op.Type.Element)).Select(static input => input.Op.Name)];
        TensorRange[] sent = [.. Ranges(samples.Split.Calibration.Select(samples.Inputs), encrypted, margin)];
        IEnumerable<TensorRange> given = Ranges(samples.Split.Calibration.Select(samples.ModelInputs), inputs, margin)
            .Where(range => !sent.Any(other => other.Interval == range.Interval));
        return new InputRanges([.. given], sent).WriteTo(module);
    }

    private static bool IsReal(ElementType element) => element is ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.BFloat16;

    private static IEnumerable<TensorRange> Ranges(IEnumerable<IReadOnlyDictionary<string, Tensor>> samples, HashSet<string> names, double margin) => samples
        .SelectMany(static tensors => tensors)
        .Where(tensor => names.Contains(tensor.Key))
        .GroupBy(static tensor => tensor.Key, static tensor => tensor.Value)
        .OrderBy(static group => group.Key, StringComparer.Ordinal)
        .Select(group => new TensorRange(
            group.Key,
            CalibratedInterval.From(group.Min(static tensor => tensor.Values.Min()), group.Max(static tensor => tensor.Values.Max()), margin).Interval));
}
