using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Lowers circuits to rows and compares slots with tensors.</summary>
internal static class RowMeaning
{
    private const double Tolerance = 1e-9;

    /// <summary>Asserts that slots mean what tensors do, with unused slots poisoned.</summary>
    /// <param name="circuit">In normal form, with polynomials.</param>
    /// <param name="inputs">Of the circuit.</param>
    /// <param name="slots">Of a ciphertext.</param>
    /// <param name="visit">Looks at the slots of each value.</param>
    /// <param name="inPairs">Whether ciphertexts go in pairs.</param>
    public static void Assert(Module circuit, IReadOnlyDictionary<string, Tensor> inputs, int slots, Action<Node, double[]>? visit = null, bool inPairs = true) => SlotMeaning.AssertPoisoned(
        TensorInterpreter.Run(circuit.Find(ModuleKeys.Circuit)!, circuit.Weights, inputs), LowerToRows.Run(circuit, slots, hasConjugation: inPairs), inputs, Tolerance, visit);

    /// <summary>The same for a circuit in short text, whose values all hold what their layouts say; in many slots and in so few that values take several ciphertexts.</summary>
    /// <param name="inputs">As of <see cref="RowCircuit.Read"/>.</param>
    /// <param name="lines">The same.</param>
    /// <param name="fewest">Slots of a row.</param>
    public static void AssertInAnySlots(string inputs, string lines, int fewest = 2)
    {
        Module circuit = RowCircuit.Read(inputs, lines);
        Dictionary<string, Tensor> values = RandomTensors.Inputs(circuit.Find(ModuleKeys.Circuit)!);
        RowShape rows = RowShapes.Of(circuit.Find(ModuleKeys.Circuit)!, new AxisRoles(circuit.Find(ModuleKeys.Circuit)!), 512);
        foreach (int slots in (int[])[fewest * rows.Tokens * rows.Batch, 4 * fewest * rows.Tokens * rows.Batch, 512])
        {
            Assert(circuit, values, slots, HoldsItsLayout);
            Assert(circuit, values, slots, HoldsItsLayout, inPairs: false);
        }
    }

    /// <summary>Slots that hold zeros do, and those that hold one element are equal.</summary>
    private static void HoldsItsLayout(Node node, double[] slots)
    {
        int[] elements = SlotIndices.Of(((PackedType)node.Type).Layout);
        double[] first = [.. Enumerable.Repeat(double.NaN, elements.Max() + 1)];
        double largest = slots.Max(Math.Abs);
        for (int slot = 0; slot < slots.Length; slot++)
        {
            int element = elements[slot];
            if (element >= 0 && double.IsNaN(first[element]))
            {
                first[element] = slots[slot];
            }

            double wanted = element == SlotIndices.HoldsZero ? 0 : element >= 0 ? first[element] : slots[slot];
            Xunit.Assert.True(Math.Abs(slots[slot] - wanted) <= Tolerance * largest, $"{node.Op.Mnemonic} '{node.Name}' holds {slots[slot]} in slot {slot} where its layout {node.Type} has {wanted}");
        }
    }
}
