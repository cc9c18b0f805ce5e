using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>What must hold of every step before a circuit is accepted; the graph's own type rules are checked elsewhere.</summary>
internal sealed class StepChecks(CkksParameters parameters, WeightTable weights)
{
    /// <exception cref="IrException">The step cannot be executed with these parameters and weights; the message names it.</exception>
    public void Check(Node node)
    {
        try
        {
            CheckType(node);
            CheckOp(node);
        }
        catch (Exception error) when (error is IrException or ArgumentException)
        {
            throw new IrException($"step {node.Id.Index} '{node.Name}': {error.Message}", error);
        }
    }

    private void CheckType(Node node)
    {
        if (node.Op is not CkksOp || node.Type is not CiphertextType type)
        {
            throw new IrException($"{node.Op.Mnemonic} is not an operation on ciphertexts");
        }

        if (type.Level.Value < 0 || type.Level > parameters.MaxLevel)
        {
            throw new IrException($"level {type.Level} is not one of the parameters' 0 to {parameters.MaxLevel}");
        }

        if (!double.IsFinite(type.Scale.Value) || type.Scale.Value < 1)
        {
            throw new IrException("its scale is not a finite number of at least 1");
        }
    }

    private void CheckOp(Node node)
    {
        switch (node.Op)
        {
            case CkksInput op:
                CheckLayout(op.Layout);
                break;
            case CkksOutput op:
                CheckLayout(op.Layout);
                break;
            case CkksAddPlain op:
                CheckWeight(op.Weight, op.Plain);
                break;
            case CkksMultiplyPlain op:
                CheckWeight(op.Weight, op.Plain);
                break;
            case CkksLinearMap op:
                CheckMap(op);
                break;
            case CkksPolynomial op:
                PolynomialPlan.For(op.Series, op.Levels);
                CheckFactor(op.Factor);
                break;
            case CkksRescale op:
                CheckPrime(op, ((CiphertextType)node.Type).Level.Value + 1);
                break;
        }
    }

    private void CheckLayout(Layout layout)
    {
        if (layout.SlotCount != parameters.SlotCount)
        {
            throw new IrException($"layout '{layout}' has {layout.SlotCount} slots, the parameters have {parameters.SlotCount}");
        }
    }

    private void CheckWeight(string weight, Layout layout)
    {
        CheckLayout(layout);
        long count = weights[weight].Type.Shape.Count;
        if (count != Packing.ElementCount(layout))
        {
            throw new IrException($"weight '{weight}' has {count} values, layout '{layout}' holds {Packing.ElementCount(layout)}");
        }
    }

    private void CheckFactor(PlainFactor? factor)
    {
        if (factor is not null)
        {
            CheckWeight(factor.Weight, factor.Plain);
        }
    }

    private void CheckMap(CkksLinearMap op)
    {
        CheckLayout(op.Map.Input);
        CheckLayout(op.Map.Output);
        MapResults.Check(op.Map);
        if (op.Weight is string weight)
        {
            CheckShape(weight, Shape.Of(op.Map.Rows, op.Map.Columns));
        }

        LinearTransformPlan.CheckStep(parameters.SlotCount, op.Step);
    }

    private void CheckShape(string weight, Shape expected)
    {
        Shape actual = weights[weight].Type.Shape;
        if (actual != expected)
        {
            throw new IrException($"weight '{weight}' has shape {actual}, the layouts ask for {expected}");
        }
    }

    private void CheckPrime(CkksRescale op, int level)
    {
        if (level > parameters.MaxLevel.Value || (ulong)op.Prime != parameters.Set.Q[level])
        {
            throw new IrException($"it divides by {op.Prime}, which is not the prime of level {level}");
        }
    }
}
