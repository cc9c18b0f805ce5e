using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Answers;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Answers;

/// <summary>Answers of lowered models hold their outputs, copies of them, and zeros.</summary>
public sealed class HideAnswersTests
{
    private const string Vector = """
        weight "w1" : Float64 64x32
        weight "b1" : Float64 32
        weight "w2" : Float64 32x10
        weight "b2" : Float64 10
        graph "circuit" {
          %0 = tensor.input() {name = "x", type = "Float64 64"}
          %1 = tensor.linear(%0) {weight = "w1", bias = "b1"}
          %2 = tensor.multiply(%1, %1)
          %3 = tensor.linear(%2) {weight = "w2", bias = "b2"}
          return "y" %3
        }
        """;

    private const string TokenClasses = """
        weight "w1" : Float64 16x16
        weight "b1" : Float64 16
        weight "w2" : Float64 16x3
        weight "b2" : Float64 3
        graph "circuit" {
          %0 = tensor.input() {name = "x", type = "Float64 8x16"}
          %1 = tensor.linear(%0) {weight = "w1", bias = "b1"}
          %2 = tensor.multiply(%1, %1)
          %3 = tensor.linear(%2) {weight = "w2", bias = "b2"}
          return "y" %3
        }
        """;

    private const string TwoAnswers = """
        weight "w1" : Float64 16x16
        weight "w2" : Float64 16x3
        weight "w3" : Float64 16x5
        graph "circuit" {
          %0 = tensor.input() {name = "x", type = "Float64 8x16"}
          %1 = tensor.linear(%0) {weight = "w1"}
          %2 = tensor.reduce_mean(%1) {axes = [0], keep = 1}
          %3 = tensor.linear(%2) {weight = "w2"}
          %4 = tensor.linear(%2) {weight = "w3"}
          return "y" %3
          return "z" %4
        }
        """;

    private const string ProductAtTheEnd = """
        weight "w1" : Float64 16x4
        weight "b1" : Float64 4
        graph "circuit" {
          %0 = tensor.input() {name = "x", type = "Float64 8x16"}
          %1 = tensor.linear(%0) {weight = "w1", bias = "b1"}
          %2 = tensor.multiply(%1, %1)
          return "y" %2
        }
        """;

    private const string FactorAtTheEnd = """
        weight "w1" : Float64 16x3
        weight "b1" : Float64 3
        graph "circuit" {
          %0 = tensor.input() {name = "x", type = "Float64 8x16"}
          %1 = tensor.normalize(%0) {epsilon = 0.0, inverse_root = "chebyshev [-1, 1] {1, 0.5, 0.25}", normalized = 1, shift = -0.5}
          %2 = tensor.reduce_mean(%1) {axes = [0], keep = 1}
          %3 = tensor.linear(%2) {weight = "w1", bias = "b1"}
          return "y" %3
        }
        """;

    private const string FirstTokenAtTheEnd = """
        weight "w1" : Float64 16x4
        weight "b1" : Float64 4
        graph "circuit" {
          %0 = tensor.input() {name = "x", type = "Float64 8x16"}
          %1 = tensor.linear(%0) {weight = "w1", bias = "b1"}
          %2 = tensor.slice(%1) {starts = [0], ends = [1], axes = [0], steps = [1]}
          return "y" %2
        }
        """;

    private const string SumAtTheEnd = """
        weight "w1" : Float64 16x5
        weight "b1" : Float64 5
        graph "circuit" {
          %0 = tensor.input() {name = "x", type = "Float64 8x16"}
          %1 = tensor.linear(%0) {weight = "w1", bias = "b1"}
          %2 = tensor.multiply(%1, %1)
          %3 = tensor.reduce_sum(%2) {axes = [1], keep = 0}
          return "y" %3
        }
        """;

    /// <summary>Rows hold what they should and zeros, and sums over parts come round.</summary>
    [Theory]
    [InlineData(Vector, 4096)]
    [InlineData(Vector, 64)]
    [InlineData(TokenClasses, 1024)]
    [InlineData(TokenClasses, 128)]
    [InlineData(TwoAnswers, 1024)]
    [InlineData(ProductAtTheEnd, 512)]
    [InlineData(FactorAtTheEnd, 1024)]
    public void ACircuitThatShowsItsOutputsOnlyStaysAsItIs(string text, int slots) => AssertSame(LowerToRows.Run(GraphText.Read(text), slots));

    [Fact]
    public void ATransformerShowsItsOutputsOnly() => AssertSame(LowerToRows.Run(new NormalFormModel(8, 16, 2, 32, 5, 2).Build(), 2048));

    [Theory]
    [InlineData(FirstTokenAtTheEnd, 512)]
    [InlineData(SumAtTheEnd, 512)]
    public void OtherAnswersAreMaskedAtOneLevel(string text, int slots)
    {
        Module module = GraphText.Read(text);
        AssertHidden(module, RandomTensors.Inputs(module.Find(ModuleKeys.Circuit)!), slots, levelsMore: 1);
    }

    private static void AssertSame(Module lowered)
    {
        Assert.All(AnswerAnalysis.Run(lowered.Find(ModuleKeys.Circuit)!, lowered.Weights), static answer => Assert.Empty(answer.Showing));
        Assert.Same(lowered, HideAnswers.Run(lowered));
    }

    private static void AssertHidden(Module module, Dictionary<string, Tensor> inputs, int slots, int levelsMore)
    {
        Graph source = module.Find(ModuleKeys.Circuit)!;
        Module shown = LowerToRows.Run(module, slots);
        Module hidden = HideAnswers.Run(shown);
        Graph circuit = hidden.Find(ModuleKeys.Circuit)!;

        Assert.Contains(AnswerAnalysis.Run(shown.Find(ModuleKeys.Circuit)!, shown.Weights), static answer => !answer.ShowsOutputsOnly);
        Assert.All(AnswerAnalysis.Run(circuit, hidden.Weights), static answer => Assert.Empty(answer.Showing));
        Assert.Equal(Depth(shown) + levelsMore, Depth(hidden));
        IReadOnlyList<double[]> values = SlotInterpreter.RunSlots(circuit, inputs, hidden.Weights);
        foreach ((string output, Tensor expected) in TensorInterpreter.Run(source, module.Weights, inputs))
        {
            (Node node, PackedOutput op) = circuit.Ops<PackedOutput>().Single(found => found.Op.Tensor == output);
            Tensor actual = Ir.Layouts.Packing.Unpack(values[node.Id.Index], op.Layout, op.Shape);
            double tolerance = 1e-10 * expected.Values.Max(Math.Abs);
            Assert.All(expected.Values.Zip(actual.Values), pair => Assert.Equal(pair.First, pair.Second, tolerance));
            double[] allowed = [0, .. expected.Values];
            Assert.All(values[node.Id.Index], slot => Assert.Contains(allowed, value => Math.Abs(value - slot) < tolerance));
        }
    }

    private static int Depth(Module module) => DepthAnalysis.Run(module.Find(ModuleKeys.Circuit)!, new Ir.Parameters.Level(0)).Depth;
}
