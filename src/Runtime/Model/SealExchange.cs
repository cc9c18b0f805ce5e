using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Seal;

namespace PowerSoftmax;

/// <summary>
/// What a server and a SEAL client tell each other about one circuit, in SEAL's bytes: parameters out, keys and questions in, answers out.
/// Thread-safe. <see cref="Contracts.ClientContract"/> tells the client how.
/// </summary>
/// <remarks>
/// SEAL's bytes name neither keys nor circuit, and most of their bits are unprotected. What is read here is taken for this exchange's circuit,
/// so that a server of another one refuses it; one client's question under another client's keys cannot be noticed.
/// </remarks>
public sealed class SealExchange
{
    private readonly Circuit circuit;
    private readonly SealConverter converter;
    private readonly SealReadLimits limits;

    /// <param name="circuit">Compiled for SEAL's key format.</param>
    /// <param name="workers">Threads of the conversions; stay the caller's.</param>
    /// <param name="limits">Most bytes of an object that is read; null for 1 GiB.</param>
    /// <exception cref="Ir.Parameters.ParameterException">The circuit has several special primes.</exception>
    public SealExchange(Circuit circuit, IWorkers workers, SealReadLimits? limits = null)
    {
        this.circuit = circuit;
        this.limits = limits ?? SealReadLimits.Default;
        converter = new SealConverter(circuit.Parameters, workers);
    }

    /// <summary>Writes EncryptionParameters, which the client loads before it makes keys.</summary>
    public void WriteParameters(Stream stream) => SealParametersSerializer.Write(stream, converter.Seal);

    /// <summary>Reads the client's keys: RelinKeys, then GaloisKeys, each where the circuit needs one.</summary>
    /// <returns>Only what the circuit uses of them.</returns>
    /// <exception cref="InvalidSealDataException">Truncated, damaged, too long, or made for other parameters.</exception>
    /// <exception cref="MissingEvaluationKeyException">The client did not make a key that the circuit needs.</exception>
    public EvaluationKeys ReadKeys(Stream stream)
    {
        EvaluationKeyRequest request = circuit.RequiredKeys;
        SealRelinearizationKeys? relinearization = request.Relinearization is null
            ? null
            : SealRelinearizationKeysSerializer.Read(stream, converter.Seal, limits);
        SealGaloisKeys? galois = request.Galois.Count == 0 ? null : SealGaloisKeysSerializer.Read(stream, converter.Seal, limits);
        EvaluationKeys keys = converter.ToEngine(relinearization, galois, request);
        try
        {
            keys.Require(request);
            return keys;
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>Reads a question: a SEAL Ciphertext for each ciphertext of the circuit's inputs, one after the other.</summary>
    /// <param name="stream">Where its length is known, nothing may follow the ciphertexts.</param>
    /// <exception cref="InvalidSealDataException">Truncated, damaged, more ciphertexts than inputs, or made for other parameters.</exception>
    public EncryptedInput ReadInput(Stream stream)
    {
        List<Ciphertext> ciphertexts = [];
        try
        {
            while (ciphertexts.Count < circuit.InputCiphertexts)
            {
                ciphertexts.Add(converter.ToEngine(SealCiphertextSerializer.Read(stream, converter.Seal, limits)));
            }

            if (stream.CanSeek && stream.Position < stream.Length)
            {
                throw new InvalidSealDataException(
                    "question", "end", $"{stream.Length - stream.Position} bytes follow; the model '{circuit.Module.Name}' takes {ciphertexts.Count} ciphertexts. Send one for each of the contract's inputs.");
            }

            return new EncryptedInput(ciphertexts, new DataIdentity(circuit.Hash, Keys: null));
        }
        catch
        {
            ciphertexts.ForEach(static ciphertext => ciphertext.Dispose());
            throw;
        }
    }

    /// <summary>Writes an answer: a SEAL Ciphertext for each ciphertext of the circuit's outputs, one after the other.</summary>
    /// <exception cref="IdentityMismatchException">Another circuit answered, or for keys that did not come in SEAL's bytes.</exception>
    public void WriteOutput(Stream stream, EncryptedOutput output)
    {
        IdentityChecks.Require("the answer", output.Identity, circuit, keys: null);
        foreach (Ciphertext ciphertext in output.Ciphertexts)
        {
            SealCiphertextSerializer.Write(stream, converter.ToSeal(ciphertext));
        }
    }
}
