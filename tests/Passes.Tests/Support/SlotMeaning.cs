using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>Compares slots with the tensors they stand for, whatever the slots hold that nobody may use.</summary>
internal static class SlotMeaning
{
    /// <summary>Asserts that the outputs are these tensors where all unused slots are poisoned.</summary>
    /// <param name="expected">By output.</param>
    /// <param name="packed">With a Packed circuit.</param>
    /// <param name="inputs">Of the circuit.</param>
    /// <param name="tolerance">Largest error, relative to the largest value of an output.</param>
    /// <param name="visit">Looks at the slots of each value before these are poisoned.</param>
    public static void AssertPoisoned(
        IReadOnlyDictionary<string, Tensor> expected, Module packed, IReadOnlyDictionary<string, Tensor> inputs, double tolerance, Action<Node, double[]>? visit = null)
    {
        Graph circuit = packed.Find(ModuleKeys.Circuit)!;
        IReadOnlyDictionary<string, Tensor> actual = SlotInterpreter.Run(circuit, inputs, packed.Weights, (node, values) =>
        {
            visit?.Invoke(node, values);
            Poison(node, values);
        });
        AssertEqual(expected, actual, tolerance);
    }

    /// <summary>Asserts that outputs have the same shapes and values.</summary>
    public static void AssertEqual(IReadOnlyDictionary<string, Tensor> expected, IReadOnlyDictionary<string, Tensor> actual, double tolerance)
    {
        foreach ((string output, Tensor wanted) in expected)
        {
            double largest = wanted.Values.Max(Math.Abs);
            Assert.Equal(wanted.Shape, actual[output].Shape);
            double error = wanted.Values.Zip(actual[output].Values, static (left, right) => Math.Abs(left - right)).Max();
            Assert.True(error <= tolerance * largest, $"'{output}' differs by {error} at {largest}");
        }
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
}
