using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>The work of a circuit's steps, enough for the progress of an evaluation to be told.</summary>
internal sealed class CircuitWork(Circuit circuit)
{
    // Of a bootstrap, at the highest level: those of the transforms, which two ciphertexts share, and those of each ciphertext.
    private const int TransformKeySwitches = 30;
    private const int SineKeySwitches = 30;

    /// <summary>By step: the share of the whole work that is done after it.</summary>
    public double[] Fractions()
    {
        double[] work = new double[circuit.Graph.Nodes.Count];
        for (int step = 0; step < work.Length; step++)
        {
            work[step] = Of(circuit.Graph.Nodes[step]) + (step == 0 ? 0 : work[step - 1]);
        }

        return Array.ConvertAll(work, sum => work[^1] == 0 ? 1 : sum / work[^1]);
    }

    // In passes over a limb. A key switch transforms each digit to QP; a plaintext product also pays for its encoding.
    private double Of(Node node)
    {
        if (node.Op.Inputs.Count == 0 || node.Op is CkksOutput or CkksPart or CkksJoin)
        {
            return 0;
        }

        int count = ((CiphertextType)node.Type).Count;
        if (node.Op is CkksBootstrap)
        {
            int keySwitches = (BootstrapWork.Groups(count).Count() * TransformKeySwitches) + (count * SineKeySwitches);
            return KeySwitches(keySwitches, circuit.Parameters.MaxLevel);
        }

        Level level = ((CiphertextType)circuit.Graph[node.Op.Inputs[0]].Type).Level;
        double products = CircuitPlans.HasMatrix(node.Op) ? circuit.MatrixOf(node.Id.Index).Plan.Products : count;
        return KeySwitches(circuit.KeySwitchesOf(node.Id.Index), level) + (products * 2 * level.LimbCount);
    }

    private double KeySwitches(int count, Level level) =>
        count * (circuit.Parameters.Set.DigitCount(level) + 2.0) * (level.LimbCount + circuit.Parameters.Set.P.Count);
}
