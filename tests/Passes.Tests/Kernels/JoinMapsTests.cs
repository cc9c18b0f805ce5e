using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Queries, keys and values of one operand are one map.</summary>
public sealed class JoinMapsTests
{
    private const string Attention = """
        %1 = tensor.linear(%0) {weight = "w6x6", bias = "b6"}
        %2 = tensor.linear(%1) {weight = "w6x12"}
        %3 = tensor.linear(%1) {weight = "c6x12", bias = "b12"}
        %4 = tensor.contract(%2, %3) {left = "is", right = "js", result = "ij"}
        """;

    private const string WithValues = Attention + """

        %5 = tensor.linear(%1) {weight = "w6x12"}
        %6 = tensor.contract(%4, %5) {left = "ij", right = "js", result = "is"}
        """;

    [Theory]
    [InlineData(64)]
    [InlineData(512)]
    public void MapsOfOneOperandAreOneAndMeanTheSame(int slots)
    {
        Module apart = Lowered(Attention, slots);
        Module joined = new JoinMaps().Run(apart);
        Graph circuit = joined.Find(ModuleKeys.Circuit)!;
        PackedLinearMap[] maps = [.. circuit.Ops<PackedLinearMap>().Where(static map => map.Op.Weight is not null).Select(static map => map.Op)];

        Assert.Equal(["w6x6", "w6x12+c6x12"], maps.Select(static map => map.Weight!));
        Assert.Equal(Shape.Of(6, 24), joined.Weights["w6x12+c6x12"].Type.Shape);
        Assert.Equal(Answer(apart), Answer(joined));
    }

    /// <summary>Values are needed three levels below queries; a circuit so deep that it bootstraps has them wherever that is cheapest.</summary>
    [Theory]
    [InlineData(0, "w6x12+c6x12")]
    [InlineData(14, "w6x12+c6x12+w6x12")]
    public void ValuesGoWithQueriesInDeepCircuits(int layers, string weight)
    {
        string deep = string.Concat(Enumerable.Range(7, layers).Select(static layer => $"\n%{layer} = tensor.linear(%{layer - 1}) {{weight = \"w12x12\"}}"));
        Module apart = Lowered(WithValues + deep, 64);
        Module joined = new JoinMaps().Run(apart);

        Assert.Contains(joined.Find(ModuleKeys.Circuit)!.Ops<PackedLinearMap>(), map => map.Op.Weight == weight);
        Assert.Equal(Answer(apart), Answer(joined));
    }

    [Fact]
    public void WhatLiesElsewhereStaysApart()
    {
        Module apart = Lowered("""
            %1 = tensor.linear(%0) {weight = "w6x6"}
            %2 = tensor.linear(%1) {weight = "w6x12"}
            %3 = tensor.linear(%1) {weight = "w6x6"}
            %4 = tensor.linear(%2) {weight = "w12x6"}
            %5 = tensor.add(%3, %4)
            """, 64);

        Assert.Same(apart, new JoinMaps().Run(apart));
    }

    [Fact]
    public void AWeightThatHasTheJoinedNameKeepsIt()
    {
        Module apart = Lowered(Attention, 64);
        Module taken = apart.With(apart.Find(ModuleKeys.Circuit)!, apart.Weights.With("w6x12+c6x12", new Tensor(ElementType.Float64, Shape.Of(1), [7])));
        Module joined = new JoinMaps().Run(taken);

        Assert.Equal([7], joined.Weights.Data("w6x12+c6x12").Values);
        Assert.Equal(Shape.Of(6, 24), joined.Weights["w6x12+c6x12+"].Type.Shape);
        Assert.Equal(Answer(apart), Answer(joined));
    }

    /// <summary>Rings that are tried share the joined matrices.</summary>
    [Fact]
    public void EachMatrixIsJoinedOnce()
    {
        JoinMaps joins = new();

        Tensor small = joins.Run(Lowered(Attention, 64)).Weights.Data("w6x12+c6x12");
        Tensor large = joins.Run(Lowered(Attention, 512)).Weights.Data("w6x12+c6x12");

        Assert.Same(small, large);
    }

    private static Module Lowered(string lines, int slots) => LowerToRows.Run(RowCircuit.Read("5x6", lines), slots);

    private static double[] Answer(Module module) => SlotInterpreter.Run(
        module.Find(ModuleKeys.Circuit)!, RandomTensors.Inputs(RowCircuit.Read("5x6", Attention).Find(ModuleKeys.Circuit)!), module.Weights)["y"].Values;
}
