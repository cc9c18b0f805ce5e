using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Client;

/// <summary>Tensors to ciphertexts and back, by the layouts, levels and scales that the circuit states.</summary>
internal sealed class ClientCipher
{
    private readonly Circuit circuit;
    private readonly IWorkers workers;
    private readonly Encoder encoder;
    private readonly SymmetricEncryptor encryptor;
    private readonly Decryptor decryptor;

    public ClientCipher(Circuit circuit, SecretKey secret, IWorkers workers)
    {
        this.circuit = circuit;
        this.workers = workers;
        encoder = new Encoder(circuit.Parameters, workers);
        encryptor = new SymmetricEncryptor(circuit.Parameters, secret, workers);
        decryptor = new Decryptor(circuit.Parameters, secret, workers);
    }

    /// <exception cref="ArgumentException">A tensor is missing or does not fill its layout.</exception>
    public EncryptedInput Encrypt(IReadOnlyDictionary<string, Tensor> tensors)
    {
        // At every size: the transform of the slots and the sampling of errors are not split over primes.
        IndependentWork work = new(workers, WorkDivision.OverItems);
        IReadOnlyList<CkksInput> inputs = circuit.Inputs;
        return new EncryptedInput(work.Collect(inputs.Count, i => Encrypt(inputs[i], tensors)), workers);
    }

    /// <exception cref="InvalidInputException">The answer has another number of ciphertexts than the circuit.</exception>
    public IReadOnlyDictionary<string, Tensor> Decrypt(EncryptedOutput answer) => Unpack(answer, decryptor.DecryptMessage);

    /// <summary>The same, flooded and rounded to multiples of 2^-precisionBits.</summary>
    /// <exception cref="InvalidInputException">The answer has another number of ciphertexts than the circuit.</exception>
    public IReadOnlyDictionary<string, Tensor> DecryptShared(EncryptedOutput answer, int precisionBits) =>
        Unpack(answer, ciphertext => decryptor.DecryptShared(ciphertext, precisionBits));

    private Dictionary<string, Tensor> Unpack(EncryptedOutput answer, Func<Ciphertext, double[]> decrypt)
    {
        IReadOnlyList<CkksOutput> outputs = circuit.Outputs;
        if (outputs.Count != answer.Ciphertexts.Count)
        {
            throw new InvalidInputException($"the circuit '{circuit.Name}' answers with {outputs.Count} ciphertexts, the answer has {answer.Ciphertexts.Count}");
        }

        return outputs.Zip(answer.Ciphertexts).ToDictionary(
            static pair => pair.First.Tensor,
            pair => Packing.Unpack(decrypt(pair.Second), pair.First.Layout, pair.First.Shape));
    }

    private SeededCiphertext Encrypt(CkksInput input, IReadOnlyDictionary<string, Tensor> tensors)
    {
        if (!tensors.TryGetValue(input.Tensor, out Tensor? tensor))
        {
            throw new ArgumentException($"the circuit's input '{input.Tensor}' is not given; there are {string.Join(", ", tensors.Keys)}");
        }

        try
        {
            using Plaintext plaintext = encoder.Encode(Packing.Pack(tensor, input.Layout), input.Level, input.Scale);
            return encryptor.EncryptSeeded(plaintext);
        }
        catch (IrException error)
        {
            throw new ArgumentException($"input '{input.Tensor}': {error.Message}", error);
        }
    }
}
