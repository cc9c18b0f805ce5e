using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Checked CKKS parameters with their tables; made once from a literal and shared. Immutable.</summary>
public sealed class CkksParameters : RlweParameters
{
    private CkksParameters(CkksParameterSet set)
        : base(set)
    {
    }

    private CkksParameters(CkksParameterSet set, RingContext ring)
        : base(set, ring)
    {
    }

    /// <summary>Real or complex numbers a plaintext holds: N/2.</summary>
    public int SlotCount => Set.SlotCount;

    /// <summary>Checks a literal and builds the ring for it.</summary>
    /// <exception cref="ParameterException">Something is out of range, or QP is above the budget for 128 bits and the literal is not of the insecure test kind.</exception>
    public static CkksParameters Create(CkksParametersLiteral literal) => new(CkksParameterSet.Create(literal));

    public static CkksParameters Create(CkksParameterSet set) => new(set);

    /// <summary>The parameters for bootstraps to a lower level: without the primes between it and the reserved ones. Shares tables and memory.</summary>
    /// <exception cref="ParameterException">The set does not bootstrap, or the level is out of range.</exception>
    internal CkksParameters WithTopLevel(Level target)
    {
        CkksParameterSet shorter = Set.WithTopLevel(target);

        return ReferenceEquals(shorter, Set)
            ? this
            : new CkksParameters(shorter, Ring.Select([.. Enumerable.Range(0, Ring.PrimeCount).Where(prime => prime <= target.Value || prime > Set.TopLevel.Value)]));
    }

    /// <summary>Ring indices of the primes that a plaintext of a form has residues of.</summary>
    internal int[] PrimesOf(PlaintextForm form) => form.Extended ? ExtendedPrimes(form.Level) : [.. CiphertextPrimes(form.Level)];

    /// <summary>The exact scale of every ciphertext at a level: D_(l-1) = D_l^2 / q_l.</summary>
    public Scale DefaultScale(Level level) => Set.DefaultScale(level);

    /// <summary>The scale after a rescale from <paramref name="level"/>; the default scale exactly when it is within the tolerance.</summary>
    internal Scale Rescaled(Scale scale, Level level)
    {
        Scale result = scale / Set.Q[level.Value];
        Scale expected = DefaultScale(level - 1);

        return result.Matches(expected) ? expected : result;
    }
}
