using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>The key switches of a circuit, in the order in which a session makes them.</summary>
/// <remarks>Follows <see cref="CircuitRunner"/>, <see cref="BabyRotations{T}"/>, <see cref="GiantSteps{T}"/> and <see cref="PolynomialEvaluation"/>.</remarks>
internal sealed class CircuitKeyUses(Circuit circuit)
{
    public KeyPlan Plan() => new(circuit.Graph.Nodes.SelectMany(Of));

    private IEnumerable<KeyUse> Of(Node node)
    {
        if (node.Op.Inputs.Count == 0)
        {
            return [];
        }

        int step = node.Id.Index;
        Level level = ((CiphertextType)circuit.Graph[node.Op.Inputs[0]].Type).Level;
        int count = ((CiphertextType)node.Type).Count;

        return node.Op switch
        {
            CkksLinearMap => OfMatrix(circuit.MatrixOf(step).Plan, step, level),
            CkksBootstrap when circuit.BootstrapPlan is BootstrapPlan plan =>
                BootstrapWork.Groups(count).SelectMany(together => BootstrapKeyUses.Of(plan, step, together)),
            _ => Enumerable.Repeat(OfEach(node, step, level).ToList(), count).SelectMany(static uses => uses),
        };
    }

    private IEnumerable<KeyUse> OfMatrix(LinearTransformPlan plan, int step, Level level) => Rotations(plan.KeyedRotations, step, level).Concat(Conjugations(plan.Conjugations, step, level - 1));

    /// <summary>Of one ciphertext of a bundle; the others follow it.</summary>
    private IEnumerable<KeyUse> OfEach(Node node, int step, Level level) =>
        node.Op switch
        {
            CkksRotate op => Rotations([op.Steps], step, level),
            CkksSumSlots op => Rotations(op.Steps.Select(static steps => (int)steps), step, level),
            CkksPolynomial => Relinearizations(circuit.PolynomialOf(step).KeySwitches, step, level),
            CkksRelinearize => Relinearizations(1, step, level),
            CkksRealPart => Conjugations(1, step, level),
            CkksOp { Relinearizes: false, Conjugates: false, Rotations.Count: 0 } => [],
            _ => throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) switches keys in an order that is not known"),
        };

    private IEnumerable<KeyUse> Rotations(IEnumerable<int> rotations, int step, Level level) => rotations
        .Select(rotation => GaloisElement.ForRotation(rotation, circuit.Parameters.LogN))
        .Where(static element => element.Value != 1)
        .Select(element => new KeyUse(step, new KeyPurpose(element), level));

    private IEnumerable<KeyUse> Conjugations(int count, int step, Level level) =>
        Enumerable.Repeat(new KeyUse(step, new KeyPurpose(GaloisElement.ForConjugation(circuit.Parameters.LogN)), level), count);

    private static IEnumerable<KeyUse> Relinearizations(int count, int step, Level level) =>
        Enumerable.Repeat(new KeyUse(step, KeyPurpose.Relinearization, level), count);
}
