using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
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
        (_, Module circuit, IReadOnlyDictionary<string, Tensor> inputs) = ShapeCircuit.Member(number);

        RowMeaning.Assert(circuit, inputs, Slots);
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
        Assert.Contains($"at most {fit} heads fit", refusal.Message, StringComparison.Ordinal);
    }
}
