using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Lowering;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>Models without tokens: linear layers over a vector, with products between them.</summary>
public class VectorLoweringTests
{
    [Theory]
    [InlineData(64, 32, 10, 4096)]   // narrower from layer to layer
    [InlineData(16, 16, 16, 64)]     // as wide as the input
    [InlineData(16, 64, 3, 256)]     // a wide layer between
    [InlineData(8, 5, 2, 8)]         // the slots are just enough, no power of two
    public void LinearLayersAndASquareMeanTheSameInSlots(int inputs, int hidden, int outputs, int slots) => AssertSameMeaning(
        $$"""
        weight "w1" : Float64 {{inputs}}x{{hidden}}
        weight "b1" : Float64 {{hidden}}
        weight "w2" : Float64 {{hidden}}x{{outputs}}
        weight "b2" : Float64 {{outputs}}
        graph "circuit" {
          %0 = tensor.input() {name = "x", type = "Float64 {{inputs}}"}
          %1 = tensor.linear(%0) {weight = "w1", bias = "b1"}
          %2 = tensor.multiply(%1, %1)
          %3 = tensor.linear(%2) {weight = "w2", bias = "b2"}
          return "y" %3
        }
        """,
        slots);

    [Fact]
    public void AProductOfTwoEqualLayersAndTokensMeansTheSameInSlots() => AssertSameMeaning(
        """
        weight "w1" : Float64 8x8
        weight "w2" : Float64 8x8
        graph "circuit" {
          %0 = tensor.input() {name = "x", type = "Float64 4x8"}
          %1 = tensor.linear(%0) {weight = "w1"}
          %2 = tensor.linear(%0) {weight = "w2"}
          %3 = tensor.multiply(%1, %2)
          %4 = tensor.multiply(%3, %3)
          return "y" %4
        }
        """,
        64);

    [Fact]
    public void ASquareCostsOneProductAndNoRotation()
    {
        Graph circuit = LowerToPacked.Run(GraphText.Read(
            """
            graph "circuit" {
              %0 = tensor.input() {name = "x", type = "Float64 8"}
              %1 = tensor.multiply(%0, %0)
              return "y" %1
            }
            """), 64).Find("circuit")!;

        Assert.Equal(["packed.input", "packed.multiply", "packed.output"], circuit.Nodes.Select(static node => node.Op.Mnemonic));
    }

    [Theory]
    [InlineData("%1 = tensor.linear(%0) {weight = \"w\"}", "%2 = tensor.multiply(%0, %1)", "its factors have shapes 8 and 8, or lie in different slots")]
    [InlineData("%1 = tensor.constant() {weight = \"c\"}", "%2 = tensor.multiply(%0, %1)", "a constant factor")]
    [InlineData("%1 = tensor.linear(%0) {weight = \"w\"}", "%2 = tensor.reduce_mean(%1) {axes = [0], keep = 1}", "not over the features")]
    public void WhatIsNotLaidOutIsNamedWithARemedy(string first, string second, string words)
    {
        Module module = GraphText.Read(
            $$"""
            weight "w" : Float64 8x8
            weight "c" : Float64 8
            graph "circuit" {
              %0 = tensor.input() {name = "x", type = "Float64 8"}
              {{first}}
              {{second}}
              return "y" %2
            }
            """);

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => LowerToPacked.Run(module, 64));

        Assert.Equal("PSM3015", error.Diagnostic.Id);
        Assert.Contains(words, error.Message);
    }

    private static void AssertSameMeaning(string text, int slots)
    {
        Module module = GraphText.Read(text);
        Graph circuit = module.Find("circuit")!;
        Dictionary<string, Tensor> inputs = RandomTensors.Inputs(circuit);
        Tensor expected = TensorInterpreter.Run(circuit, module.Weights, inputs)["y"];

        Module packed = LowerToPacked.Run(module, slots);
        Tensor actual = SlotInterpreter.Run(packed.Find("circuit")!, inputs, packed.Weights)["y"];

        Assert.Equal(expected.Shape, actual.Shape);
        Assert.NotEmpty(packed.Find("circuit")!.Ops<PackedMultiply>());
        Assert.All(expected.Values.Zip(actual.Values), static pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }
}
