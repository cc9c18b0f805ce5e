using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Plan;

/// <summary>One operation of a compiled circuit, as <c>plan</c> prints it.</summary>
/// <param name="Name">Name of its node.</param>
/// <param name="Operation">Its mnemonic.</param>
/// <param name="In">Level of its operands; of the result for inputs.</param>
/// <param name="Out">Level of its result.</param>
/// <param name="Scale">Scale of its result.</param>
/// <param name="Cost">Predicted time and counts.</param>
/// <param name="Work">What it is for.</param>
/// <param name="LiveBytes">Ciphertexts alive while it runs, its result and working memory included.</param>
public sealed record PlanRow(string Name, string Operation, Level In, Level Out, Scale Scale, OperationCost Cost, WorkKind Work, long LiveBytes)
{
    /// <summary>Largest absolute slot that a bootstrap expects; null for other operations.</summary>
    public double? Bound { get; init; }

    public bool IsBootstrap => Bound is not null;
}
