using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>The ciphertexts of one session: who owns which, and what may be freed.</summary>
internal sealed class SessionValues : IDisposable
{
    private readonly Circuit circuit;
    private readonly Dictionary<int, Ciphertext> inputs = [];
    private readonly List<int> outputSteps;
    private readonly Ciphertext?[] outputs;
    private readonly HashSet<Ciphertext> owned = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="InvalidInputException">The number of ciphertexts differs, or one has another level, scale or degree.</exception>
    public SessionValues(Circuit circuit, IReadOnlyList<Ciphertext> given)
    {
        this.circuit = circuit;
        List<Node> nodes = [.. circuit.Graph.Ops<CkksInput>().Select(static entry => entry.Node)];
        if (nodes.Count != given.Count)
        {
            throw new InvalidInputException($"the circuit '{circuit.Name}' takes {nodes.Count} ciphertexts, {given.Count} are given");
        }

        for (int i = 0; i < nodes.Count; i++)
        {
            Check(nodes[i], given[i]);
            inputs.Add(nodes[i].Id.Index, given[i]);
        }

        outputSteps = [.. circuit.Graph.Ops<CkksOutput>().Select(static entry => entry.Node.Id.Index)];
        outputs = new Ciphertext?[outputSteps.Count];
    }

    public IReadOnlyList<Ciphertext?> Outputs => outputs;

    public Ciphertext Input(int step)
    {
        circuit.Op<CkksInput>(step);
        return inputs[step];
    }

    public void Own(Ciphertext value) => owned.Add(value);

    public void Release(Ciphertext value)
    {
        if (owned.Remove(value))
        {
            value.Dispose();
        }
    }

    /// <summary>Makes the value an output; one that is an input, or an output already, is copied.</summary>
    public void HandOut(Ciphertext value, int step, Evaluator evaluator)
    {
        circuit.Op<CkksOutput>(step);
        outputs[outputSteps.IndexOf(step)] = owned.Remove(value) ? value : evaluator.Copy(value);
    }

    public void Dispose()
    {
        foreach (Ciphertext value in owned)
        {
            value.Dispose();
        }

        owned.Clear();
    }

    private void Check(Node node, Ciphertext given)
    {
        CkksInput op = (CkksInput)node.Op;
        CiphertextType type = (CiphertextType)node.Type;
        string where = $"input '{op.Tensor}' of circuit '{circuit.Name}'";
        if (!circuit.Parameters.IsSameAs(given.Parameters))
        {
            throw new InvalidInputException($"{where} was encrypted for other parameters; encrypt it with the client of this circuit");
        }

        if (given.Level != type.Level || !given.Scale.Matches(type.Scale) || given.Degree != type.Degree)
        {
            throw new InvalidInputException(
                $"{where} is at level {given.Level}, scale {given.Scale}, degree {given.Degree}; the circuit needs level {type.Level}, scale {type.Scale}, degree {type.Degree}. Encrypt it with the client of this circuit");
        }
    }
}
