using System.Numerics;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Client;

/// <summary>Tensors to ciphertexts and back, by the layouts, levels and scales that the circuit states.</summary>
internal sealed class ClientCipher
{
    private readonly Circuit circuit;
    private readonly IWorkers workers;
    private readonly Encoder encoder;
    private readonly SymmetricEncryptor encryptor;
    private readonly Decryptor decryptor;
    private readonly AnswerChecks checks;

    public ClientCipher(Circuit circuit, SecretKey secret, IWorkers workers)
    {
        this.circuit = circuit;
        this.workers = workers;
        checks = new AnswerChecks(circuit, secret.Id);
        encoder = new Encoder(circuit.Parameters, workers);
        encryptor = new SymmetricEncryptor(circuit.Parameters, secret, workers);
        decryptor = new Decryptor(circuit.Parameters, secret, workers);
    }

    /// <exception cref="ArgumentException">A tensor is missing or does not fill its layout.</exception>
    public EncryptedInput Encrypt(IReadOnlyDictionary<string, Tensor> tensors)
    {
        // At every size: the transform of the slots and the sampling of errors are not split over primes.
        IndependentWork work = new(workers, WorkDivision.OverItems);
        List<(CkksInput Input, double[] Slots)> packed = [.. circuit.Inputs.SelectMany(input => Pack(input, tensors).Select(slots => (input, slots)))];
        return new EncryptedInput(work.Collect(packed.Count, i => Encrypt(packed[i].Input, packed[i].Slots)), checks.Identity, workers);
    }

    /// <exception cref="IdentityMismatchException">The answer is of another circuit, or under other keys.</exception>
    /// <exception cref="InvalidInputException">Its ciphertexts are not those of the circuit's outputs.</exception>
    /// <exception cref="InvalidEncryptedDataException">It decrypts to what the circuit cannot produce.</exception>
    public IReadOnlyDictionary<string, Tensor> Decrypt(EncryptedOutput answer) =>
        Unpack(answer, static (_, slots) => Array.ConvertAll(slots, static slot => slot.Real));

    /// <summary>The same, flooded and rounded.</summary>
    /// <inheritdoc cref="Decrypt"/>
    public IReadOnlyDictionary<string, Tensor> DecryptShared(EncryptedOutput answer, SharedNoise noise) =>
        Unpack(answer, (ciphertext, _) => decryptor.DecryptFlooded(ciphertext, noise.Bits));

    /// <param name="answer">Checked here, before and after it is decrypted.</param>
    /// <param name="read">The numbers of a ciphertext's slots, from the ciphertext or from all that its slots hold.</param>
    private Dictionary<string, Tensor> Unpack(EncryptedOutput answer, Func<Ciphertext, Complex[], double[]> read)
    {
        using LifetimeUse use = answer.Enter();
        checks.CheckForm(answer);

        Dictionary<string, Tensor> tensors = [];
        int next = 0;
        foreach (CkksOutput output in circuit.Outputs)
        {
            Ciphertext[] ciphertexts = [.. answer.Ciphertexts.Skip(next).Take(output.Layout.CiphertextCount)];
            Complex[][] slots = Array.ConvertAll(ciphertexts, decryptor.DecryptComplex);
            checks.CheckValues(output, SlotBundle.Join(slots));
            double[] numbers = SlotBundle.Join(ciphertexts.Zip(slots, read));
            tensors.Add(output.Tensor, Packing.Unpack(numbers, output.Layout, output.Shape));
            next += ciphertexts.Length;
        }

        return tensors;
    }

    /// <summary>The slots of each ciphertext of an input.</summary>
    private static IEnumerable<double[]> Pack(CkksInput input, IReadOnlyDictionary<string, Tensor> tensors)
    {
        if (!tensors.TryGetValue(input.Tensor, out Tensor? tensor))
        {
            throw new ArgumentException($"the circuit's input '{input.Tensor}' is not given; there are {string.Join(", ", tensors.Keys)}");
        }

        try
        {
            return Packing.Pack(tensor, input.Layout).Chunk(input.Layout.SlotCount);
        }
        catch (IrException error)
        {
            throw new ArgumentException($"input '{input.Tensor}': {error.Message}", error);
        }
    }

    private SeededCiphertext Encrypt(CkksInput input, double[] slots)
    {
        Plaintext plaintext = encoder.Encode(slots, input.Level, input.Scale);
        try
        {
            return encryptor.EncryptSeeded(plaintext);
        }
        finally
        {
            plaintext.Discard();
        }
    }
}
