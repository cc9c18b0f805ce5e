using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Every op of the Tensor dialect: one line each.</summary>
public static class TensorOps
{
    public static IReadOnlyList<KeyValuePair<string, Func<OpArguments, Op>>> Table { get; } = new[]
    {
        OpTable.Line("tensor.abs", static a => new Abs(a.Input(0))),
        OpTable.Line("tensor.add", static a => new Add(a.Input(0), a.Input(1))),
        OpTable.Line("tensor.cast", Cast.Read),
        OpTable.Line("tensor.center", static a => new Center(a.Input(0), a.Real("gain", 1))),
        OpTable.Line("tensor.concat", static a => new Concat(a.Inputs, a.Int32("axis"))),
        OpTable.Line("tensor.constant", static a => new Constant(a.Text("weight"))),
        OpTable.Line("tensor.contract", Contract.Read),
        OpTable.Line("tensor.divide", static a => new Divide(a.Input(0), a.Input(1))),
        OpTable.Line("tensor.equal", static a => new Equal(a.Input(0), a.Input(1))),
        OpTable.Line("tensor.erf", static a => new Erf(a.Input(0))),
        OpTable.Line("tensor.exp", static a => new Exp(a.Input(0))),
        OpTable.Line("tensor.expand", Expand.Read),
        OpTable.Line("tensor.gather", static a => new Gather(a.Input(0), a.Input(1), a.Int32("axis"))),
        OpTable.Line("tensor.gelu", static a => new Gelu(a.Input(0), a.Flag("tanh"))),
        OpTable.Line("tensor.input", Input.Read),
        OpTable.Line("tensor.layernorm", LayerNorm.Read),
        OpTable.Line("tensor.less", static a => new Less(a.Input(0), a.Input(1))),
        OpTable.Line("tensor.linear", static a => new Linear(a.Input(0), a.Text("weight"), a.TextOrNull("bias"))),
        OpTable.Line("tensor.matmul", static a => new MatMul(a.Input(0), a.Input(1))),
        OpTable.Line("tensor.multiply", static a => new Multiply(a.Input(0), a.Input(1))),
        OpTable.Line("tensor.negate", static a => new Negate(a.Input(0))),
        OpTable.Line("tensor.normalize", Normalize.Read),
        OpTable.Line("tensor.not", static a => new Not(a.Input(0))),
        OpTable.Line("tensor.polynomial", Polynomial.Read),
        OpTable.Line("tensor.power", static a => new Power(a.Input(0), a.Input(1))),
        OpTable.Line("tensor.power_attention", PowerAttention.Read),
        OpTable.Line("tensor.power_softmax", PowerSoftmax.Read),
        OpTable.Line("tensor.reciprocal", static a => new Reciprocal(a.Input(0))),
        OpTable.Line("tensor.reduce_max", ReduceMax.Read),
        OpTable.Line("tensor.reduce_mean", ReduceMean.Read),
        OpTable.Line("tensor.reduce_sum", ReduceSum.Read),
        OpTable.Line("tensor.relu", static a => new Relu(a.Input(0))),
        OpTable.Line("tensor.reshape", Reshape.Read),
        OpTable.Line("tensor.sigmoid", static a => new Sigmoid(a.Input(0))),
        OpTable.Line("tensor.silu", static a => new Silu(a.Input(0))),
        OpTable.Line("tensor.slice", Slice.Read),
        OpTable.Line("tensor.softmax", static a => new Softmax(a.Input(0), a.Int32("axis"))),
        OpTable.Line("tensor.sqrt", static a => new Sqrt(a.Input(0))),
        OpTable.Line("tensor.subtract", static a => new Subtract(a.Input(0), a.Input(1))),
        OpTable.Line("tensor.tanh", static a => new Tanh(a.Input(0))),
        OpTable.Line("tensor.transpose", Transpose.Read),
        OpTable.Line("tensor.trilu", static a => new Trilu(a.Input(0), a.Flag("upper"), a.Int32("diagonal"))),
        OpTable.Line("tensor.where", static a => new Where(a.Input(0), a.Input(1), a.Input(2))),
    };
}
