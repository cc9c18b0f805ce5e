using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Mean along axes.</summary>
public sealed record ReduceMean(ValueId Input, EquatableArray<int> Axes, bool KeepDimensions) : ReduceOp(Input, Axes, KeepDimensions)
{
    public override string Mnemonic => "tensor.reduce_mean";

    protected override double Start => 0;

    internal static ReduceMean Read(OpArguments arguments) => new(arguments.Input(0), arguments.Int32s("axes"), arguments.Flag("keep"));

    protected override double Combine(double result, double element) => result + element;

    protected override double Finish(double result, long count) => result / count;
}
