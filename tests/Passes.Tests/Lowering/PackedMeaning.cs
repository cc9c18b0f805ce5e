using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>Compares the slots with the tensors they stand for.</summary>
internal static class PackedMeaning
{
    /// <summary>Lowers the circuit, asserts that every output is the tensor graph's, and returns the packed circuit.</summary>
    public static Graph Assert(Module module, IReadOnlyDictionary<string, Tensor> inputs, int slots)
    {
        Module packed = LowerToPacked.Run(module, slots);
        Graph circuit = packed.Find(ModuleKeys.Circuit)!;
        IReadOnlyDictionary<string, Tensor> expected = TensorInterpreter.Run(module.Find(ModuleKeys.Circuit)!, module.Weights, inputs);
        Compare(expected, SlotInterpreter.Run(circuit, inputs, packed.Weights));

        // Chunks of shifted keys use halves that their layouts say are unused: no layout of the latency aim describes them.
        if (!circuit.Ops<PackedRotate>().Any(static rotate => rotate.Node.Name.EndsWith("#shift", StringComparison.Ordinal)))
        {
            Compare(expected, SlotInterpreter.Outputs(circuit, SlotInterpreter.RunSlots(circuit, inputs, packed.Weights, Poison)));
        }

        return circuit;
    }

    /// <summary>Fills the slots that a layout says nobody may use, with numbers as large as values are: what becomes of much larger ones in the powers of several layers leaves a double.</summary>
    private static void Poison(Node node, double[] slots)
    {
        int[] elements = SlotIndices.Of(((PackedType)node.Type).Layout);
        for (int slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = elements[slot] == SlotIndices.HoldsAnything ? Math.Sin((slot * 7919) + node.Id.Index) / 2 : slots[slot];
        }
    }

    private static void Compare(IReadOnlyDictionary<string, Tensor> meant, IReadOnlyDictionary<string, Tensor> actual)
    {
        foreach ((string output, Tensor expected) in meant)
        {
            double largest = expected.Values.Max(Math.Abs);
            Xunit.Assert.InRange(largest, 1e-6, 1e3);
            Xunit.Assert.Equal(expected.Shape, actual[output].Shape);
            double error = expected.Values.Zip(actual[output].Values, static (left, right) => Math.Abs(left - right)).Max();
            Xunit.Assert.True(error < 1e-10 * largest, $"'{output}' differs by {error} at {largest}");
        }
    }
}
