using System.Numerics;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Client;

/// <summary>Whether an answer can be one to a question of this client: before it is decrypted, and by what it decrypts to.</summary>
/// <remarks>
/// What was damaged, or encrypted under another key, decrypts to coefficients that are uniform modulo the modulus, and so to slots whose real and
/// imaginary parts are about sqrt(N / 6) / 2 times the headroom, half the modulus by the scale. A circuit computes on real numbers below the
/// headroom, with an error far below that. So a slot passes by chance once in 10^5 times, and all slots of an output hardly ever. An honest
/// answer is refused only where values came so close to the headroom that nothing is guaranteed of them: far outside the calibrated ranges.
/// </remarks>
internal sealed class AnswerChecks(Circuit circuit, KeyId keys)
{
    // Imaginary parts are noise, at most 2^-7 or so of the headroom even in circuits of little precision.
    private const double NoiseShare = 1.0 / 64;

    /// <summary>What questions of this client carry, and its answers must.</summary>
    public DataIdentity Identity { get; } = new(circuit.Hash, keys);

    /// <exception cref="IdentityMismatchException">Of another circuit, or under other keys.</exception>
    /// <exception cref="InvalidInputException">Another number of ciphertexts, or one has another level, scale or degree than the circuit's output.</exception>
    public void CheckForm(EncryptedOutput answer)
    {
        IdentityChecks.Require("the answer", answer.Identity, circuit, keys);
        IReadOnlyList<CkksOutput> outputs = circuit.Outputs;

        if (circuit.OutputCiphertexts != answer.Ciphertexts.Count)
        {
            throw new InvalidInputException(
                $"the circuit '{circuit.Name}' answers with {circuit.OutputCiphertexts} ciphertexts, the answer has {answer.Ciphertexts.Count}. It is not an answer of this circuit");
        }

        int next = 0;
        foreach (CkksOutput output in outputs)
        {
            for (int i = 0; i < output.Layout.CiphertextCount; i++)
            {
                CheckForm(output, answer.Ciphertexts[next++]);
            }
        }
    }

    /// <param name="output">The output.</param>
    /// <param name="slots">What the slots of its ciphertexts, one after the other, were decrypted to. Only the first one that holds an element is looked at, as when it is unpacked.</param>
    /// <exception cref="InvalidEncryptedDataException">The circuit cannot have produced them.</exception>
    public void CheckValues(CkksOutput output, ReadOnlySpan<Complex> slots)
    {
        double headroom = HeadroomOf((CiphertextType)circuit.Graph[output.Input].Type);

        foreach (int slot in SlotIndices.Read(output.Layout))
        {
            if (!(Math.Abs(slots[slot].Real) <= headroom && Math.Abs(slots[slot].Imaginary) <= headroom * NoiseShare))
            {
                throw new InvalidEncryptedDataException(
                    $"the decrypted values cannot come from {IdentityChecks.Describe(circuit)}, whose outputs are real numbers below {headroom:G4}. "
                    + "The answer is damaged, or not an answer to this question, or the question lay so far outside the calibrated ranges that the circuit overflowed. Ask again.",
                    $"answer, output '{output.Tensor}'");
            }
        }
    }

    /// <summary>Half the modulus that decoding reads, by the scale: what a value must stay below to be kept.</summary>
    private double HeadroomOf(CiphertextType type)
    {
        int limbs = Level.Min(type.Level, Encoder.HighestDecodedLevel).LimbCount;

        return Math.Pow(2, SecurityTable.Log2(circuit.Parameters.Set.Q.Take(limbs)) - 1 - type.Scale.Log2);
    }

    private void CheckForm(CkksOutput output, Ciphertext given)
    {
        CiphertextType type = (CiphertextType)circuit.Graph[output.Input].Type;

        if (!circuit.Parameters.IsSameAs(given.Parameters))
        {
            throw new InvalidInputException($"output '{output.Tensor}' of circuit '{circuit.Name}' was answered for other parameters. It is not an answer of this circuit");
        }

        if (given.Level != type.Level || !given.Scale.Matches(type.Scale) || given.Degree != type.Degree)
        {
            throw new InvalidInputException(
                $"output '{output.Tensor}' of circuit '{circuit.Name}' is at level {given.Level}, scale {given.Scale}, degree {given.Degree} in the answer; the circuit answers at level {type.Level}, scale {type.Scale}, degree {type.Degree}. It is not an answer of this circuit");
        }
    }
}
