using System.Globalization;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>How many inputs of the model an evaluation of a circuit takes, as the circuit states it.</summary>
internal static class CircuitBatch
{
    /// <returns>1 where the circuit states none.</returns>
    /// <exception cref="IrException">What it states is no number of inputs, or its outputs are not of so many.</exception>
    public static int Of(Module module, Graph circuit)
    {
        if (module.Meta(ModuleKeys.Batch) is not string text)
        {
            return 1;
        }

        int slots = circuit.Ops<CkksInput>().Select(static input => input.Op.Layout.SlotCount).DefaultIfEmpty(1).Max();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < 2 || size > slots)
        {
            throw new IrException($"its '{ModuleKeys.Batch}' is '{text}'; a batch has 2 inputs to {slots}, a slot each");
        }

        CkksOutput? other = circuit.Ops<CkksOutput>().Select(static output => output.Op).FirstOrDefault(output => output.Shape.Rank == 0 || output.Shape[0] != size);
        return other is null ? size : throw new IrException($"its output '{other.Tensor}' has the shape {other.Shape}; the first axis counts the {size} inputs of a batch");
    }
}
