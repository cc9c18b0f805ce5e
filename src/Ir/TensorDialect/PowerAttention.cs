using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Attention with power-softmax: query [Q, d], key [S, d], value [S, e] to [Q, e]; head h owns features h d/Heads and h e/Heads and on.</summary>
/// <remarks>
/// Per head: s_ij = Scale q_i.k_j, D_i = sum_j s_ij^Power + Epsilon, out_i = sum_j s_ij^Power v_j / D_i. arXiv 2410.09457. The spellings of exporters
/// are recognized as this op, and it is taken apart again before anything is approximated.
/// </remarks>
public sealed record PowerAttention(ValueId Query, ValueId Key, ValueId Value, PowerAttentionOptions Options) : TensorOp
{
    public override string Mnemonic => "tensor.power_attention";

    public int Heads => Options.Heads;

    public int Power => Options.Power;

    public double Scale => Options.Scale;

    public double Epsilon => Options.Epsilon;

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Query, Key, Value);

    public override EquatableArray<OpAttribute> Attributes => Options.ToAttributes();

    public override Op WithInputs(EquatableArray<ValueId> inputs) =>
        this with { Query = inputs[0], Key = inputs[1], Value = inputs[2] };

    public override IrType InferType(TypeContext context)
    {
        TensorType query = context.Operand<TensorType>(0);
        TensorType key = context.Operand<TensorType>(1);
        TensorType value = context.Operand<TensorType>(2);
        if (query.Shape.Rank != 2 || key.Shape.Rank != 2 || value.Shape.Rank != 2 || query.Shape[1] != key.Shape[1] || key.Shape[0] != value.Shape[0])
        {
            throw new IrException($"query {query.Shape}, key {key.Shape} and value {value.Shape} must be matrices, the first two of one width and the last two of one length");
        }

        Options.Check(query.Shape[1]);
        Options.Check(value.Shape[1]);
        return query with { Shape = Shape.Of(query.Shape[0], value.Shape[1]) };
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        double[] result = new PowerAttentionKernel(Options, inputs).Result();
        return new Tensor(type.Element, type.Shape, Array.ConvertAll(result, x => ElementRounding.Round(x, type.Element)));
    }

    internal static PowerAttention Read(OpArguments arguments) =>
        new(arguments.Input(0), arguments.Input(1), arguments.Input(2), PowerAttentionOptions.Read(arguments));
}
