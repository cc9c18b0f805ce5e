using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>The ciphertexts of one session: which bundles have which, and what may be freed.</summary>
internal sealed class SessionValues : IDisposable
{
    private readonly Circuit circuit;
    private readonly Dictionary<int, CiphertextBundle> inputs = [];
    private readonly Dictionary<int, int> outputPlaces = [];
    private readonly Ciphertext?[] outputs;
    private readonly HashSet<CiphertextBundle> bundles = new(ReferenceEqualityComparer.Instance);

    // In how many bundles each ciphertext of the session is.
    private readonly Dictionary<Ciphertext, int> uses = new(ReferenceEqualityComparer.Instance);

    // Given by the caller, or handed out.
    private readonly HashSet<Ciphertext> foreign = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="InvalidInputException">The number of ciphertexts differs, or one has another level, scale or degree.</exception>
    public SessionValues(Circuit circuit, IReadOnlyList<Ciphertext> given)
    {
        this.circuit = circuit;
        if (circuit.InputCiphertexts != given.Count)
        {
            throw new InvalidInputException($"the circuit '{circuit.Name}' takes {circuit.InputCiphertexts} ciphertexts, {given.Count} are given");
        }

        foreign.UnionWith(given);
        int first = 0;
        foreach ((Node node, CkksInput input) in circuit.Graph.Ops<CkksInput>())
        {
            Ciphertext[] own = [.. given.Skip(first).Take(input.Layout.CiphertextCount)];
            Array.ForEach(own, ciphertext => Check(node, ciphertext));
            inputs.Add(node.Id.Index, new CiphertextBundle(own));
            first += own.Length;
        }

        int place = 0;
        foreach ((Node node, CkksOutput output) in circuit.Graph.Ops<CkksOutput>())
        {
            outputPlaces.Add(node.Id.Index, place);
            place += output.Layout.CiphertextCount;
        }

        outputs = new Ciphertext?[place];
    }

    /// <summary>The ciphertexts of all outputs, in order.</summary>
    public IReadOnlyList<Ciphertext?> Outputs => outputs;

    public CiphertextBundle Input(int step)
    {
        circuit.Op<CkksInput>(step);
        return inputs[step];
    }

    /// <summary>Takes a result over. It may have ciphertexts of other values.</summary>
    public void Own(CiphertextBundle value)
    {
        bundles.Add(value);
        foreach (Ciphertext ciphertext in value.Ciphertexts.Where(ciphertext => !foreign.Contains(ciphertext)))
        {
            uses[ciphertext] = uses.GetValueOrDefault(ciphertext) + 1;
        }
    }

    public void Release(CiphertextBundle value)
    {
        foreach (Ciphertext ciphertext in bundles.Remove(value) ? value.Ciphertexts : [])
        {
            if (Leave(ciphertext))
            {
                ciphertext.Dispose();
            }
        }
    }

    /// <summary>Makes the value an output; ciphertexts of an input, of another value, or of an output already, are copied.</summary>
    public void HandOut(CiphertextBundle value, int step, Evaluator evaluator)
    {
        CkksOutput output = circuit.Op<CkksOutput>(step);
        if (value.Count != output.Layout.CiphertextCount)
        {
            throw new InvalidCircuitException(
                circuit.Name, $"step {step} hands out {output.Layout.CiphertextCount} ciphertexts, the code gives it {value.Count}");
        }

        bool isOwned = bundles.Remove(value);
        for (int i = 0; i < value.Count; i++)
        {
            bool isLast = isOwned && Leave(value[i]);
            outputs[outputPlaces[step] + i] = isLast ? value[i] : evaluator.Copy(value[i]);
            if (isLast)
            {
                foreign.Add(value[i]);
            }
        }
    }

    public void Dispose()
    {
        foreach (Ciphertext ciphertext in uses.Keys)
        {
            ciphertext.Dispose();
        }

        uses.Clear();
        bundles.Clear();
    }

    /// <summary>Counts one bundle less.</summary>
    /// <returns>Whether that was the last one, and the ciphertext no longer the session's.</returns>
    private bool Leave(Ciphertext ciphertext)
    {
        if (!uses.TryGetValue(ciphertext, out int count))
        {
            return false;
        }

        uses[ciphertext] = count - 1;
        return count == 1 && uses.Remove(ciphertext);
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
