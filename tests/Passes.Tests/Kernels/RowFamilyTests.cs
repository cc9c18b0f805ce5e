using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.TestSupport.Shapes;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Every shape of the family is laid out in rows, and its slots hold what its tensors do, whatever unused slots hold.</summary>
public sealed class RowFamilyTests
{
    private const int Slots = 1 << 12;

    public static TheoryData<int> Members => [.. Enumerable.Range(0, ShapeFamily.Count)];

    [Theory]
    [MemberData(nameof(Members))]
    public void SlotsHoldWhatTensorsDo(int number)
    {
        (ModelShape shape, Module circuit, IReadOnlyDictionary<string, Tensor> inputs) = ShapeCircuit.Member(number);
        IReadOnlyDictionary<string, Tensor> expected = TensorInterpreter.Run(circuit.Find(ModuleKeys.Circuit)!, circuit.Weights, inputs);

        Module packed = LowerToRows.Run(circuit, Slots);

        Graph graph = packed.Find(ModuleKeys.Circuit)!;
        IReadOnlyList<double[]> slots = SlotInterpreter.RunSlots(graph, inputs, packed.Weights, Poison);
        foreach ((string output, Tensor actual) in SlotInterpreter.Outputs(graph, slots))
        {
            Tensor wanted = expected[output];
            double largest = wanted.Values.Max(Math.Abs);
            double error = wanted.Values.Zip(actual.Values, static (left, right) => Math.Abs(left - right)).Max();
            Assert.Equal(wanted.Shape, actual.Shape);
            Assert.True(error <= 1e-9 * largest, $"{shape}: '{output}' differs by {error} at {largest}");
        }
    }

    /// <summary>Heads that spill over into other ciphertexts than the first would be summed with those of the first.</summary>
    [Theory]
    [InlineData(9, 7, 4)]
    [InlineData(34, 11, 8)]
    [InlineData(164, 12, 8)]
    public void MoreHeadsThanARowHoldsAskForALargerRing(int number, int heads, int fit)
    {
        Diagnostic? refusal = LowerToRows.Try(ShapeCircuit.Member(number).Module, 1 << 10).Refusal;

        Assert.Equal("PSM3002", refusal?.Id);
        Assert.Contains($"attention of {heads} heads", refusal!.Message, StringComparison.Ordinal);
        Assert.Contains($"at most {fit} heads fit a row", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Fills the slots that a layout says nobody may use.</summary>
    private static void Poison(Node node, double[] slots)
    {
        int[] elements = SlotIndices.Of(((PackedType)node.Type).Layout);
        for (int slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = elements[slot] == SlotIndices.HoldsAnything ? Math.Sin((slot * 7919) + node.Id.Index) / 2 : slots[slot];
        }
    }
}
