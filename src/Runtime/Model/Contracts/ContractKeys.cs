using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Contracts;

/// <summary>Evaluation keys a client makes once and sends to the server. The secret key stays with it.</summary>
/// <param name="Relinearization">Whether relinearization keys are needed.</param>
/// <param name="RotationSteps">Steps to the left, ascending, each of which needs a Galois key: exactly these, not SEAL's default set.</param>
public sealed record ContractKeys(bool Relinearization, IReadOnlyList<int> RotationSteps)
{
    internal static ContractKeys Of(Circuit circuit)
    {
        EvaluationKeyNeeds needs = EvaluationKeyNeeds.Of(circuit.Graph);
        return new ContractKeys(needs.Relinearization is not null, [.. needs.Rotations.Keys.Order()]);
    }
}
