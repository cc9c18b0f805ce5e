using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Check;

/// <summary>Levels lie within the chain, fall by what each op consumes, and each rescale divides by its level's prime.</summary>
public sealed class LevelChecker : IChecker
{
    private const string Name = "levels";

    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        foreach ((Node node, CkksOp op) in circuit.Ckks.Ops<CkksOp>())
        {
            Level level = ((CiphertextType)node.Type).Level;
            if (level.Value < 0 || level > circuit.Parameters.TopLevel)
            {
                diagnostics.Failed(Name, node, $"is at level {level}; the parameters have levels 0 to {circuit.Parameters.TopLevel}");
                continue;
            }

            Level[] operands = [.. op.Inputs.Select(input => ((CiphertextType)circuit.Ckks[input].Type).Level)];
            CheckOperands(node, op, level, operands, diagnostics);
            if (op is CkksRescale rescale && (ulong)rescale.Prime != circuit.Parameters.Q[Math.Min(level.Value + 1, circuit.Parameters.TopLevel.Value)])
            {
                diagnostics.Failed(Name, node, $"divides by {rescale.Prime}, which is not the last prime of level {level + 1}");
            }
        }
    }

    private static void CheckOperands(Node node, CkksOp op, Level level, Level[] operands, DiagnosticBag diagnostics)
    {
        if (operands.Distinct().Count() > 1)
        {
            diagnostics.Failed(Name, node, $"has operands at levels {string.Join(" and ", operands)}");
        }
        else if (op is not (CkksMatchLevel or CkksDropLevel or CkksBootstrap) && operands.Length > 0 && operands[0] != level + op.LevelsConsumed)
        {
            diagnostics.Failed(Name, node, $"consumes {op.LevelsConsumed} levels but goes from level {operands[0]} to {level}");
        }
    }
}
