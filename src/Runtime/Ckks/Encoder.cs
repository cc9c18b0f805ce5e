using System.Numerics;
using System.Runtime.InteropServices;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks.Encoding;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Between messages (a number in each slot) and plaintexts. Thread-safe.</summary>
/// <remarks>
/// Slot i of a rotation by k is slot i + k: slots are ordered by powers of 3. Error of an encoding: every coefficient is rounded to the
/// nearest integer, so a slot is off by about sqrt(N / 12) / scale, and by log2(N) 2^-53 of the largest value.
/// </remarks>
public sealed class Encoder
{
    private readonly CkksParameters parameters;
    private readonly IWorkers workers;
    private readonly EmbeddingTransform transform;

    public Encoder(CkksParameters parameters, IWorkers workers)
    {
        this.parameters = parameters;
        this.workers = workers;
        transform = new EmbeddingTransform(parameters.LogN, parameters.Ring.Lanes);
    }

    /// <summary>Decoding reads the primes up to this level only.</summary>
    internal static Level HighestDecodedLevel => new(CoefficientLift.MaxPrimes - 1);

    /// <summary>Encodes real numbers, one a slot; the slots after the last one hold 0.</summary>
    /// <param name="message">At most <see cref="CkksParameters.SlotCount"/> finite numbers.</param>
    /// <param name="level">Highest level of the ciphertexts it is meant for.</param>
    /// <param name="scale">Positive; coefficients (message times scale) must stay below 2^97.</param>
    /// <remarks>Cost: a complex transform of N/2 points and one NTT for each prime.</remarks>
    /// <exception cref="CkksException">Too many values, or a value that is not finite or too large for the scale.</exception>
    public Plaintext Encode(ReadOnlySpan<double> message, Level level, Scale scale)
    {
        using Limb values = RentValues(message.Length);
        transform.Slots.Scatter(message, values.Span);

        return Encode(values, level, scale, extended: false);
    }

    /// <summary>The same with the special primes, for products with an <see cref="ExtendedCiphertext"/>.</summary>
    /// <exception cref="CkksException">Too many values, or a value that is not finite or too large for the scale.</exception>
    public Plaintext EncodeExtended(ReadOnlySpan<double> message, Level level, Scale scale)
    {
        using Limb values = RentValues(message.Length);
        transform.Slots.Scatter(message, values.Span);

        return Encode(values, level, scale, extended: true);
    }

    /// <summary>Encodes complex numbers, one a slot.</summary>
    /// <exception cref="CkksException">Too many values, or a value that is not finite or too large for the scale.</exception>
    public Plaintext Encode(ReadOnlySpan<Complex> message, Level level, Scale scale) => Encode(message, level, scale, extended: false);

    /// <summary>The same with the special primes, for products with an <see cref="ExtendedCiphertext"/>.</summary>
    /// <exception cref="CkksException">Too many values, or a value that is not finite or too large for the scale.</exception>
    public Plaintext EncodeExtended(ReadOnlySpan<Complex> message, Level level, Scale scale) => Encode(message, level, scale, extended: true);

    /// <summary>The real parts of all slots.</summary>
    /// <remarks>The coefficients must be below half of the product of the three lowest primes (or of all there are).</remarks>
    public double[] Decode(Plaintext plaintext)
    {
        using Limb values = DecodeValues(plaintext);
        double[] message = transform.Slots.Gather(values.Span[..parameters.SlotCount]);
        Divide(message, plaintext.Scale);

        return message;
    }

    /// <summary>All slots as complex numbers.</summary>
    public Complex[] DecodeComplex(Plaintext plaintext)
    {
        using Limb values = DecodeValues(plaintext);
        Divide(values.Span, plaintext.Scale);

        return transform.Slots.Gather(values.Span[..parameters.SlotCount], values.Span[parameters.SlotCount..]);
    }

    // Values and coefficients share one limb: real parts (coefficients 0 …) first, imaginary parts (N/2 …) after them.
    private Limb RentValues(int count)
    {
        if (count > parameters.SlotCount)
        {
            throw new CkksException($"A message of {count} values does not fit: there are {parameters.SlotCount} slots. Use several plaintexts or a larger ring.");
        }

        Limb values = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        values.Span.Clear();

        return values;
    }

    private Plaintext Encode(ReadOnlySpan<Complex> message, Level level, Scale scale, bool extended)
    {
        using Limb values = RentValues(message.Length);
        transform.Slots.Scatter(message, values.Span[..parameters.SlotCount], values.Span[parameters.SlotCount..]);

        return Encode(values, level, scale, extended);
    }

    private Plaintext Encode(Limb values, Level level, Scale scale, bool extended)
    {
        parameters.CheckLevel(level);
        transform.ToCoefficients(values.Span[..parameters.SlotCount], values.Span[parameters.SlotCount..]);
        double largest = CoefficientRounding.RoundMessage(values.Span, scale, parameters.SlotCount);
        RnsPolynomial polynomial = extended ? parameters.RentExtendedPolynomial(level) : parameters.RentCiphertextPolynomial(level);

        workers.Run(polynomial.LimbCount, i =>
        {
            CoefficientRounding.Reduce(parameters.Ring, values.Span, largest, polynomial.Limb(i), polynomial.Modulus(i));
            parameters.Ring.Ntt(polynomial.PrimeIndex(i)).Forward(polynomial.Limb(i));
        });

        return new Plaintext(parameters, polynomial, level, scale);
    }

    // Values times the scale.
    private Limb DecodeValues(Plaintext plaintext)
    {
        Operands.SameParameters(nameof(Decode), parameters, plaintext.Parameters);
        Limb values = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        CoefficientLift.Lift(plaintext.Polynomial, plaintext.Level, values.Span);
        transform.ToValues(values.Span[..parameters.SlotCount], values.Span[parameters.SlotCount..]);

        return values;
    }

    private static void Divide(Span<double> values, Scale scale)
    {
        Span<Vector<double>> groups = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> divisor = new(scale.Value);

        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] /= divisor;
        }

        foreach (ref double value in values[(groups.Length * Vector<double>.Count)..])
        {
            value /= scale.Value;
        }
    }
}
