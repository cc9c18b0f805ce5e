using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Calibrate;

/// <summary>Values are dropped after their last use, and never before it.</summary>
public sealed class CircuitRunTests
{
    // The first activation is read by two later nodes, and is an output as well.
    private const string Model = """
        graph "circuit" {
        %0 = tensor.input() {name = "x", type = "Float64 2x4"} : tensor<Float64 2x4> "x"
        %1 = tensor.gelu(%0) {tanh = 0} : tensor<Float64 2x4> "first"
        %2 = tensor.tanh(%1) : tensor<Float64 2x4> "second"
        %3 = tensor.multiply(%1, %2) : tensor<Float64 2x4> "product"
        %4 = tensor.add(%3, %0) : tensor<Float64 2x4> "sum"
        return "first" %1
        return "sum" %4
        }
        """;

    private readonly Module module = GraphText.Read(Model);

    private Graph Circuit => module.Graphs[0];

    private IReadOnlyDictionary<string, Tensor> Inputs => RandomTensors.Inputs(Circuit, 1);

    [Fact]
    public void OutputsAreThoseOfAllValues()
    {
        CircuitRun run = new(Circuit, module.Weights);

        Tensor[] values = run.Values(Inputs);

        Assert.Equal(Circuit.Outputs.Select(output => values[output.Value.Index].Values), run.Outputs(Inputs).Select(static tensor => tensor.Values));
    }

    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    public void WhatDependsOnANodeIsWhatARunWithAnotherFunctionMakes(string name)
    {
        FunctionSite site = FunctionSite.Of(Circuit).Single(site => site.Node.Name == name);
        Tensor[] values = new CircuitRun(Circuit, module.Weights).Values(Inputs);
        double[][] before = [.. values.Select(static tensor => (double[])tensor.Values.Clone())];
        CircuitRun changed = new(Circuit, module.Weights) { Replace = other => other.Node.Id == site.Node.Id ? static x => (2 * x) + 1 : null };

        IReadOnlyList<Tensor> outputs = changed.OutputsFrom(values, site.Node.Id);

        Assert.Equal(changed.Outputs(Inputs).Select(static tensor => tensor.Values), outputs.Select(static tensor => tensor.Values));
        Assert.NotEqual(before[^1], outputs[^1].Values);
        Assert.Equal(before, values.Select(static tensor => tensor.Values));
    }
}
