using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Batches;
using PowerSoftmax.Passes.Tests.Kernels;
using PowerSoftmax.TestSupport.Shapes;

namespace PowerSoftmax.Passes.Tests.Batches;

/// <summary>A circuit for many inputs gives each of them what the circuit for one does, as tensors and in rows.</summary>
public sealed class BatchInputsTests
{
    private const int Size = 3;

    /// <summary>Every third of the members of the family that take one input.</summary>
    public static TheoryData<int> Members => [.. Enumerable.Range(0, ShapeFamily.Count).Where(static number => ShapeFamily.Member(number).Batch == 1).Where(static (_, index) => index % 3 == 0)];

    [Theory]
    [MemberData(nameof(Members))]
    public void EachInputGetsItsOwnResult(int number)
    {
        (_, Module circuit, IReadOnlyDictionary<string, Tensor> inputs) = ShapeCircuit.Member(number);
        IReadOnlyDictionary<string, Tensor>[] each = [.. Enumerable.Range(1, Size).Select(part => Scaled(inputs, 1.0 / part))];
        Module batched = BatchInputs.Run(circuit, Size);

        IReadOnlyDictionary<string, Tensor> together = Run(batched, Assert.Single(BatchedSamples.Of(each, Size)));
        for (int i = 0; i < Size; i++)
        {
            foreach ((string name, Tensor alone) in Run(circuit, each[i]))
            {
                Tensor own = TensorBatch.At(together[name], i);
                Assert.Equal(alone.Shape, own.Shape);
                double largest = alone.Values.Max(Math.Abs);
                Assert.All(alone.Values.Zip(own.Values), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-12 * largest, $"{name} of input {i}: {pair.First} alone, {pair.Second} in the batch"));
            }
        }

        Assert.Equal("3", batched.Meta(ModuleKeys.Batch));
    }

    /// <summary>Fewer, since slots take longer.</summary>
    public static TheoryData<int> SomeMembers => [.. Members.Select(static row => row.Data).Where(static (_, index) => index % 3 == 0)];

    [Theory]
    [MemberData(nameof(SomeMembers))]
    public void SlotsHoldWhatTensorsDo(int number)
    {
        (_, Module circuit, IReadOnlyDictionary<string, Tensor> inputs) = ShapeCircuit.Member(number);

        RowMeaning.Assert(
            BatchInputs.Run(circuit, Size), Assert.Single(BatchedSamples.Of([inputs, Scaled(inputs, 0.5)], Size)), 1 << 13);
    }

    [Fact]
    public void AnOpWithoutARuleIsRefusedByName()
    {
        Module circuit = RowCircuit.Read("4x8", "%1 = tensor.softmax(%0) {axis = 1}");

        Diagnostic refusal = Assert.Throws<DiagnosticException>(() => BatchInputs.Run(circuit, 2)).Diagnostic;

        Assert.Equal("PSM3015", refusal.Id);
        Assert.Contains("over many inputs at once", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneInputLeavesTheCircuitAsItIs()
    {
        Module circuit = ShapeCircuit.Member(0).Module;

        Assert.Same(circuit, BatchInputs.Run(circuit, 1));
    }

    [Fact]
    public void ABatchOfAnotherSizeIsFilledWithItsLastInput()
    {
        Tensor[] two = [Tensor.Float(Ir.Types.Shape.Of(2), [1, 2]), Tensor.Float(Ir.Types.Shape.Of(2), [3, 4])];

        Assert.Equal([1, 2, 3, 4, 3, 4], TensorBatch.Stack(two, 3).Values);
        Assert.Equal([3, 4], TensorBatch.At(TensorBatch.Stack(two, 3), 2).Values);
        Assert.Contains("a batch of 1 takes 1 to 1 tensors, 2 are given", Assert.Throws<ArgumentException>(() => TensorBatch.Stack(two, 1)).Message);
        Assert.Contains("a batch of 3 takes 1 to 3 tensors, 0 are given", Assert.Throws<ArgumentException>(() => TensorBatch.Stack(Array.Empty<Tensor>(), 3)).Message);
        Assert.Contains("must be of one type", Assert.Throws<ArgumentException>(() => TensorBatch.Stack([two[0], Tensor.Scalar(1)], 3)).Message);
    }

    private static IReadOnlyDictionary<string, Tensor> Run(Module module, IReadOnlyDictionary<string, Tensor> inputs) =>
        TensorInterpreter.Run(module.Find(ModuleKeys.Circuit)!, module.Weights, inputs);

    private static Dictionary<string, Tensor> Scaled(IReadOnlyDictionary<string, Tensor> inputs, double factor) =>
        inputs.ToDictionary(static input => input.Key, input => input.Value.Map(value => factor * value));
}
