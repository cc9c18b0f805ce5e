using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Largest element along axes; minus infinity of no elements.</summary>
public sealed record ReduceMax(ValueId Input, EquatableArray<int> Axes, bool KeepDimensions) : ReduceOp(Input, Axes, KeepDimensions)
{
    public override string Mnemonic => "tensor.reduce_max";

    protected override double Start => double.NegativeInfinity;

    internal static ReduceMax Read(OpArguments arguments) => new(arguments.Input(0), arguments.Int32s("axes"), arguments.Flag("keep"));

    protected override double Combine(double result, double element) => System.Math.Max(result, element);
}
