using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>The circuit's weights as plaintexts at the level of their use, from the cache or encoded when asked.</summary>
internal sealed class EncodedWeights : IDisposable
{
    private readonly Circuit circuit;
    private readonly IWorkers workers;
    private readonly PlaintextCache cache;
    private readonly Encoder shared;
    private readonly DiagonalEncoder single;

    public EncodedWeights(Circuit circuit, IWorkers workers, long cacheBytes)
    {
        this.circuit = circuit;
        this.workers = workers;
        cache = new PlaintextCache(cacheBytes);
        shared = new Encoder(circuit.Parameters, workers);
        single = new DiagonalEncoder(circuit.Parameters, Workers.Sequential);
    }

    /// <summary>Encodes what is used but once.</summary>
    public Encoder Encoder => shared;

    /// <summary>A weight under a layout, in the slots of one of its ciphertexts.</summary>
    public double[] Slots(string weight, Layout layout, int ciphertext) =>
        Packing.PackCiphertext(circuit.Module.Weights.Data(weight), layout, ciphertext);

    /// <summary>A weight under a layout, for one of its ciphertexts; ciphertexts that hold the same have one plaintext.</summary>
    public PlaintextLease<Plaintext> Rent((int Step, int Ciphertext) at, string weight, Layout layout, PlaintextForm form, OperationClock clock)
    {
        int ciphertext = layout.CiphertextAxes.Any(static axis => axis.IsIndex || axis.HasGap) ? at.Ciphertext : 0;
        using (clock.Encoding())
        {
            return cache.Rent(at.Step, ciphertext, form, () => shared.Encode(Slots(weight, layout, ciphertext), form.Level, form.Scale));
        }
    }

    /// <summary>The diagonals of a step's matrix.</summary>
    public IDiagonalPlaintexts DiagonalsOf(int step, OperationClock clock) => new Diagonals(this, step, clock);

    public void Dispose() => cache.Dispose();

    private sealed class Diagonals(EncodedWeights weights, int step, OperationClock clock) : IDiagonalPlaintexts
    {
        public int MostSlots(int index) => weights.circuit.MatrixOf(step).SlotsOf(index);

        public IReadOnlyList<PlaintextLease<EncodedMessage>> Rent(IReadOnlyList<int> indices, PlaintextForm form)
        {
            using (clock.Encoding())
            {
                DiagonalMatrix matrix = weights.circuit.MatrixOf(step);
                PlaintextLease<EncodedMessage>[] leases = new PlaintextLease<EncodedMessage>[indices.Count];

                // One diagonal a thread scales better than all threads on one transform.
                weights.workers.Run(indices.Count, i => leases[i] = weights.cache.Rent(
                    step, indices[i], form, () => matrix.Encode(indices[i], weights.single, form)));
                return leases;
            }
        }
    }
}
