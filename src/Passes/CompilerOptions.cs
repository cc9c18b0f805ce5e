using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes;

/// <summary>What a user may choose about a compilation; every default is a working one.</summary>
public sealed record CompilerOptions
{
    /// <summary>Asked security in bits; the table of budgets has 128 only.</summary>
    public int Security { get; init; } = 128;

    /// <summary>Log2 of the default scale; null lets parameter selection choose.</summary>
    public int? LogDefaultScale { get; init; }

    /// <summary>Largest ring degree that may be chosen, as its base-2 logarithm: 13 to 17.</summary>
    public int MaxLogN { get; init; } = 17;

    /// <summary>Whose evaluation keys the circuit takes; SEAL's bound the ring degree by 2^15.</summary>
    public KeyFormat KeyFormat { get; init; } = KeyFormat.Hybrid;

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

    /// <summary>Nodes at which the client hands over to the server; empty lets the split decide.</summary>
    public EquatableArray<string> SplitAt { get; init; } = EquatableArray<string>.Empty;
}
