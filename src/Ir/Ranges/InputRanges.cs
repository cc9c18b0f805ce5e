using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Ranges;

/// <summary>The calibrated ranges of what a client knows: the model's inputs, and what it encrypts.</summary>
/// <remarks>
/// They travel as metadata, one line a tensor: <c>meta "range.encrypted.x" "[-2.5, 3.25]"</c>. A circuit without such lines, made by
/// hand or by an older compiler, has no ranges.
/// </remarks>
/// <param name="Inputs">Of the model's inputs of floating-point numbers; one whose range is also that of what is encrypted is left out.</param>
/// <param name="Encrypted">Of the tensors that the client encrypts.</param>
public sealed record InputRanges(IReadOnlyList<TensorRange> Inputs, IReadOnlyList<TensorRange> Encrypted)
{
    private const string InputPrefix = "range.input.";
    private const string EncryptedPrefix = "range.encrypted.";

    /// <summary>The ranges that a module states.</summary>
    /// <exception cref="IrException">A line is not two finite numbers, the lower one first.</exception>
    public static InputRanges Of(Module module) => new(Read(module, InputPrefix), Read(module, EncryptedPrefix));

    /// <summary>The module with these ranges among its metadata.</summary>
    public Module WriteTo(Module module) => Encrypted.Aggregate(
        Inputs.Aggregate(module, static (current, range) => Write(current, InputPrefix, range)),
        static (current, range) => Write(current, EncryptedPrefix, range));

    private static Module Write(Module module, string prefix, TensorRange range) =>
        module.WithMeta(prefix + range.Tensor, range.Interval.ToString());

    private static IReadOnlyList<TensorRange> Read(Module module, string prefix) => module.Metadata
        .Where(entry => entry.Key.StartsWith(prefix, System.StringComparison.Ordinal))
        .Select(entry => new TensorRange(entry.Key.Substring(prefix.Length), Parse(entry)))
        .ToList();

    private static Interval Parse(MetadataEntry entry)
    {
        string[] ends = entry.Value.Trim('[', ']').Split(',');
        return ends.Length == 2 && TryParse(ends[0], out double low) && TryParse(ends[1], out double high) && low < high
            ? new Interval(low, high)
            : throw new IrException($"'{entry.Key}' is '{entry.Value}'; two finite numbers are needed, '[low, high]'");
    }

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsNaN(value) && !double.IsInfinity(value);
}
