using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Tests.Kernels;

public sealed class SoftmaxNamesTests
{
    [Fact]
    public void WhatTurnsScoresIntoWeightsIsASoftmaxHoweverItIsSpelled()
    {
        Module module = RowCircuit.Read("5x6 5x6", """
            %2 = tensor.linear(%0) {weight = "w6x6", bias = "b6"}
            %3 = tensor.linear(%1) {weight = "w6x6", bias = "b6"}
            %4 = tensor.multiply(%2, %2)
            %5 = tensor.contract(%4, %3) {left = "is", right = "js", result = "ij"}
            %6 = tensor.multiply(%5, %5)
            %7 = tensor.reduce_sum(%6) {axes = [1], keep = 1}
            %8 = tensor.multiply(%7, %7)
            %9 = tensor.contract(%6, %3) {left = "ij", right = "js", result = "is"}
            %10 = tensor.multiply(%9, %8)
            %11 = tensor.multiply(%10, %10)
            """);
        Graph circuit = module.Find(ModuleKeys.Circuit)!;

        Graph named = SoftmaxNames.Of(circuit, new AxisRoles(circuit));

        Assert.Equal([6, 7, 8, 10], named.Nodes.Where(static node => NodePath.Parse(node.Name).IsSoftmax).Select(static node => node.Id.Index));
    }
}
