using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.Tests.TensorDialect;

/// <summary>Every op is in the table, under its own name.</summary>
public sealed class OpTableTests
{
    [Fact]
    public void EveryTensorOpHasOneLine()
    {
        int ops = typeof(TensorOp).Assembly.GetTypes().Count(static type => typeof(TensorOp).IsAssignableFrom(type) && !type.IsAbstract);

        Assert.Equal(ops, TensorOps.Table.Count);
        Assert.Equal(ops, TensorOps.Table.Select(static line => line.Key).Distinct().Count());
        Assert.All(TensorOps.Table, static line => Assert.StartsWith("tensor.", line.Key));
    }

    [Fact]
    public void OperandsCanBeReplaced()
    {
        LayerNorm op = new(new ValueId(0), new ValueId(1), new ValueId(2), 1, 1e-5);
        Op replaced = op.WithInputs(Collections.EquatableArray<ValueId>.Of(new ValueId(7), new ValueId(8), new ValueId(9)));

        Assert.Equal(op with { Input = new ValueId(7), Gamma = new ValueId(8), Beta = new ValueId(9) }, replaced);
    }

    [Fact]
    public void UnknownMnemonicIsRefused() => Assert.Contains("tensor.nothing", Assert.Throws<IrException>(
        static () => OpTable.All.Create(new OpArguments("tensor.nothing", Collections.EquatableArray<ValueId>.Empty, []))).Message);
}
