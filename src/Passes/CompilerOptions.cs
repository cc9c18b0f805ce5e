using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes;

/// <summary>What a user may choose about a compilation; every default is a working one.</summary>
public sealed record CompilerOptions
{
    /// <summary>Smallest ring that is tried, as its base-2 logarithm.</summary>
    internal const int MinLogN = 13;

    /// <summary>Asked security in bits: 128 or 192.</summary>
    public int Security { get; init; } = 128;

    /// <summary>Log2 of the default scale; null lets parameter selection choose.</summary>
    public int? LogDefaultScale { get; init; }

    /// <summary>Largest ring degree that may be chosen, as its base-2 logarithm: 13 to 17.</summary>
    public int MaxLogN { get; init; } = 17;

    /// <summary>Whose evaluation keys the circuit takes; SEAL's bound the ring degree by 2^15.</summary>
    public KeyFormat KeyFormat { get; init; } = KeyFormat.Hybrid;

    /// <summary>What is made as small as can be.</summary>
    public Aim Aim { get; init; } = Aim.Latency;

    /// <summary>Inputs of the model that one evaluation takes at once: 1 to <see cref="MostInputs"/>.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Largest <see cref="Batch"/>: more do not fit any ring.</summary>
    public const int MostInputs = 1 << 16;

    /// <summary>Whether a circuit that is too deep may be bootstrapped.</summary>
    public BootstrappingMode Bootstrapping { get; init; } = BootstrappingMode.Auto;

    /// <summary>Whether bootstraps are allowed and the key format has them.</summary>
    internal bool MayBootstrap => Bootstrapping == BootstrappingMode.Auto && KeyFormat == KeyFormat.Hybrid;

    /// <summary>Most bytes that all evaluation keys may take in memory; null for no bound.</summary>
    public long? MaxKeyBytes { get; init; }

    /// <summary>Most bytes that ciphertexts, working space and all evaluation keys may take together; null for no bound.</summary>
    public long? MaxMemoryBytes { get; init; }

    /// <summary>The bound on keys that follows from both.</summary>
    internal long KeyBytesAllowed => Math.Min(MaxKeyBytes ?? long.MaxValue, MaxMemoryBytes ?? long.MaxValue);

    /// <summary>There are tables for the security and the rings that are asked for.</summary>
    /// <exception cref="ParameterException">Another security than 128 or 192 bits is asked, or rings outside of 2^13 to 2^17.</exception>
    internal void Check()
    {
        _ = SecurityClaim;
        if (Batch is < 1 or > MostInputs)
        {
            throw new ParameterException(nameof(Batch), $"{Batch}", $"allowed is 1 to {MostInputs}.");
        }

        if (MaxLogN is < MinLogN or > CkksParameterSet.MaxLogN)
        {
            throw new ParameterException(nameof(MaxLogN), $"{MaxLogN}", $"allowed is {MinLogN} to {CkksParameterSet.MaxLogN}.");
        }
    }

    /// <exception cref="ParameterException">The security tables have no such level.</exception>
    internal SecurityLevel SecurityClaim => SecurityTable.Claim(Security)
        ?? throw new ParameterException(nameof(Security), $"{Security}", "the security tables have budgets for 128 and 192 bits.");

    /// <summary>Precision asked of the encrypted outputs, in bits of their range on the calibration samples: noise only.</summary>
    public double PrecisionBits { get; init; } = 10;

    /// <summary>Samples on which noise, headroom and layouts are checked; each costs a run of the circuit in the clear.</summary>
    public int CheckedSamples { get; init; } = 3;

    /// <summary>Largest logit error of the polynomial model, relative to the range of the logits on the calibration samples.</summary>
    public double ErrorBudget { get; init; } = 1.0 / 64;

    /// <summary>Least share of held-out samples on which the polynomial model and ONNX Runtime agree on the class.</summary>
    public double AgreementAsked { get; init; } = 0.98;

    /// <summary>Share of the samples kept from calibration for verification, in (0, 1).</summary>
    public double HeldOutFraction { get; init; } = 0.25;

    /// <summary>Share of its width by which every observed range is widened on either side.</summary>
    public double RangeMargin { get; init; } = 0.05;

    /// <summary>Largest degree of a polynomial.</summary>
    public int MaxDegree { get; init; } = 127;

    /// <summary>Inputs of the model that the server may see; what follows from them alone is marked as public in the circuit. None by default.</summary>
    /// <remarks>A lowering that has no use for public values encrypts them all the same.</remarks>
    public EquatableArray<string> PublicInputs { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Nodes at which the client hands over to the server; empty lets the split decide.</summary>
    public EquatableArray<string> SplitAt { get; init; } = EquatableArray<string>.Empty;
}
