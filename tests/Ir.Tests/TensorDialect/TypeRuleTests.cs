using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.TensorDialect;

/// <summary>Operands that do not fit are refused when a node is added, in words that name the trouble.</summary>
public sealed class TypeRuleTests
{
    private static readonly ValueId X = new(0);
    private static readonly ValueId Y = new(1);

    public static TheoryData<string, Op> Refused => new()
    {
        { "do not multiply: 3 columns meet 4 rows", new MatMul(X, Y) },
        { "do not broadcast: 3 meets 4", new Add(X, Y) },
        { "axis 3 does not exist in a tensor of rank 3", new Softmax(X, 3) },
        { "axis -4 does not exist", new ReduceSum(X, EquatableArray<int>.Of(-4), true) },
        { "an axis is given twice", new ReduceMax(X, EquatableArray<int>.Of(0, -3), true) },
        { "has 18 elements, 4x4 has 16", new Reshape(X, Shape.Of(4, 4)) },
        { "is not a permutation of 3 axes", new Transpose(X, EquatableArray<int>.Of(0, 1, 1)) },
        { "step must not be 0", new Slice(X, EquatableArray<int>.Of(0), EquatableArray<int>.Of(1), EquatableArray<int>.Of(0), EquatableArray<int>.Of(0)) },
        { "must be equally many", new Slice(X, EquatableArray<int>.Of(0), EquatableArray<int>.Empty, EquatableArray<int>.Of(0), EquatableArray<int>.Of(1)) },
        { "does not continue", new Concat(EquatableArray<ValueId>.Of(X, Y), 0) },
        { "at least one operand", new Concat(EquatableArray<ValueId>.Empty, 0) },
        { "must be Bool", new Where(X, X, X) },
        { "both must have one element type", new Less(X, new ValueId(2)) },
        { "does not broadcast to the input's shape", new LayerNorm(X, Y, null, 2, 0) },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void OperandsThatDoNotFitAreRefused(string reason, Op op)
    {
        GraphBuilder builder = new("g", WeightTable.Empty);
        builder.Add(new Input("x", new TensorType(ElementType.Float32, Shape.Of(2, 3, 3))), "x");
        builder.Add(new Input("y", new TensorType(ElementType.Float32, Shape.Of(4, 4))), "y");
        builder.Add(new Input("n", new TensorType(ElementType.Int64, Shape.Scalar)), "n");
        IrException error = Assert.Throws<IrException>(() => builder.Add(op, "the node"));

        Assert.Contains("'the node'", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void OperandThatIsNotThereIsRefused() => Assert.Contains(
        "%4, which is not defined", Assert.Throws<IrException>(static () => new GraphBuilder("g", WeightTable.Empty).Add(new Exp(new ValueId(4)), "n")).Message);
}
