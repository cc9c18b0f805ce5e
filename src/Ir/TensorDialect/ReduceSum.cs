using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Sum along axes.</summary>
public sealed record ReduceSum(ValueId Input, EquatableArray<int> Axes, bool KeepDimensions) : ReduceOp(Input, Axes, KeepDimensions)
{
    public override string Mnemonic => "tensor.reduce_sum";

    protected override double Start => 0;

    internal static ReduceSum Read(OpArguments arguments) => new(arguments.Input(0), arguments.Int32s("axes"), arguments.Flag("keep"));

    protected override double Combine(double result, double element) => result + element;
}
