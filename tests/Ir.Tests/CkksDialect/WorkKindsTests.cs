using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Tests.CkksDialect;

/// <summary>Every operation of a circuit is of one kind of work.</summary>
public sealed class WorkKindsTests
{
    [Fact]
    public void EveryOpHasAKind() => Assert.Equal(
        typeof(CkksOp).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(CkksOp)) && !type.IsAbstract).OrderBy(static type => type.Name),
        WorkKinds.Ops.OrderBy(static type => type.Name));

    [Fact]
    public void EveryKindHasAName() => Assert.Equal(Enum.GetValues<WorkKind>(), WorkKinds.Words.Keys);

    [Fact]
    public void WhatOnlyChangesAValueBelongsToItAndASoftmaxIsToldByItsName()
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        Scale scale = new(1L << 40);
        ValueId x = builder.Add(new CkksInput("x", LayoutText.Parse("f:8 | f:8"), new Level(9), scale), "x");
        ValueId square = builder.Add(new CkksMultiply(x, x), "norm#power");
        builder.Add(new CkksRelinearize(square), "norm.relinearize#power");
        ValueId power = builder.Add(new CkksMultiply(x, x), "attention#softmax.power");
        ValueId linear = builder.Add(new CkksRelinearize(power), "attention.relinearize#softmax.power");
        builder.Add(new CkksBootstrap(linear, new Level(9), scale * scale, 4, new Level(3), new Level(12)), "attention.bootstrap#softmax.power");
        ValueId fresh = builder.Add(new CkksBootstrap(x, new Level(9), scale, 4, new Level(3), new Level(12)), "x.bootstrap");
        builder.Add(new CkksAddScalar(fresh, 1), "shifted");
        builder.Add(new CkksRotate(x, 1), "turned");

        Assert.Equal(
            [
                WorkKind.Repacking, WorkKind.CiphertextProducts, WorkKind.CiphertextProducts, WorkKind.Softmax, WorkKind.Softmax,
                WorkKind.Bootstraps, WorkKind.Bootstraps, WorkKind.PlaintextProducts, WorkKind.Repacking,
            ],
            WorkKinds.Of(builder.Build()));
    }
}
