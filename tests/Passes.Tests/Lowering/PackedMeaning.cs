using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
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
        IReadOnlyDictionary<string, Tensor> actual = SlotInterpreter.Run(circuit, inputs, packed.Weights);
        foreach ((string output, Tensor expected) in TensorInterpreter.Run(module.Find(ModuleKeys.Circuit)!, module.Weights, inputs))
        {
            double largest = expected.Values.Max(Math.Abs);
            Xunit.Assert.InRange(largest, 1e-6, 1e3);
            Xunit.Assert.Equal(expected.Shape, actual[output].Shape);
            double error = expected.Values.Zip(actual[output].Values, static (left, right) => Math.Abs(left - right)).Max();
            Xunit.Assert.True(error < 1e-10 * largest, $"'{output}' differs by {error} at {largest}");
        }

        return circuit;
    }
}
