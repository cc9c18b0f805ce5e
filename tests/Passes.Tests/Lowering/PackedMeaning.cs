using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Lowering;
using PowerSoftmax.Passes.Tests.Support;

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
            SlotMeaning.AssertPoisoned(expected, packed, inputs, 1e-10);
        }

        return circuit;
    }

    private static void Compare(IReadOnlyDictionary<string, Tensor> meant, IReadOnlyDictionary<string, Tensor> actual)
    {
        Xunit.Assert.All(meant.Values, static expected => Xunit.Assert.InRange(expected.Values.Max(Math.Abs), 1e-6, 1e3));
        SlotMeaning.AssertEqual(meant, actual, 1e-10);
    }
}
