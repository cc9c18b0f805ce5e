using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.CkksDialect;

public sealed class CkksBootstrapTests
{
    private static readonly Layout Packed = LayoutText.Parse("f:8 | f:8");
    private static readonly Scale Default = new(1L << 40);
    private static readonly CkksBootstrap Op = new(new ValueId(0), new Level(9), Default, 4, new Level(3), new Level(12));

    [Fact]
    public void ItRaisesAValueToItsTarget()
    {
        Graph graph = Graph(Op, inputLevel: 3);

        Assert.Equal(new CiphertextType(new Level(9), Default, 1), graph.Nodes[1].Type);
        Assert.Equal([new Level(9)], EvaluationKeyNeeds.Of(graph).BootstrapTargets);
    }

    [Fact]
    public void ACircuitWithoutOneAsksForNoBootstrapKeys()
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        builder.Add(new CkksInput("x", Packed, new Level(2), Default), "x");

        Assert.False(EvaluationKeyNeeds.Of(builder.Build()).Bootstraps);
    }

    [Fact]
    public void ItsTextIsReadBack()
    {
        Graph graph = Graph(Op with { Bound = 0.25 }, inputLevel: 5);
        string text = ModuleWriter.Write(graph);

        Assert.Contains("ckks.bootstrap(%0) {target = 9, scale = 1099511627776.0, bound = 0.25, least = 3, top = 12}", text);
        Assert.Equal(graph, ModuleReader.ReadGraph(new TextCursor(text)));
    }

    [Fact]
    public void InTheClearItChangesNothing()
    {
        Graph graph = Graph(Op, inputLevel: 3);
        Tensor x = Tensor.Float(Shape.Of(8), [1, -2, 3, -4, 0.5, 0, 7, 8]);

        Assert.Equal(x.Values, new CkksInterpreter(graph, WeightTable.Empty).Run(new Dictionary<string, Tensor> { ["x"] = x })["y"].Values);
    }

    [Theory]
    [InlineData(2, 9, 4.0, 1, "the operand is at level 2; a bootstrap starts at level 3 or above")]
    [InlineData(3, 13, 4.0, 1, "the target level 13 is above 12, the highest that a bootstrap reaches")]
    [InlineData(3, -1, 4.0, 1, "the result would be at level -1")]
    [InlineData(3, 9, 0.0, 1, "the bound of the slots is 0.0; it is positive and finite")]
    [InlineData(3, 9, double.PositiveInfinity, 1, "it is positive and finite")]
    [InlineData(3, 9, double.NaN, 1, "the bound of the slots is NaN")]
    [InlineData(3, 9, 4.0, 2, "relinearize it first")]
    public void WhatCannotBeBootstrappedIsRefused(int level, int target, double bound, int degree, string reason)
    {
        CkksBootstrap op = Op with { Target = new Level(target), Bound = bound };
        TypeContext context = new(
            Collections.EquatableArray<IrType>.Of(new CiphertextType(new Level(level), Default, degree)), WeightTable.Empty);

        Assert.Contains(reason, Assert.Throws<IrException>(() => op.InferType(context)).Message);
    }

    private static Graph Graph(CkksBootstrap op, int inputLevel)
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        builder.Add(new CkksInput("x", Packed, new Level(inputLevel), Default), "x");
        ValueId raised = builder.Add(op, "x.bootstrap");
        builder.Output("y", builder.Add(new CkksOutput(raised, "y", Packed, Shape.Of(8)), "y"));
        return builder.Build();
    }
}
