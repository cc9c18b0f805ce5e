using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Bootstrapping;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>Unchecked CKKS parameters as they are written in circuits and files; <see cref="CkksParameterSet.Create"/> checks them.</summary>
/// <remarks>Two literals are equal when their text form is.</remarks>
public sealed record CkksParametersLiteral
{
    /// <summary>Base-2 logarithm of the ring degree N; 10 to 17. N/2 slots.</summary>
    public int LogN { get; init; }

    /// <summary>Ciphertext primes q0 … qL. q0 is the base that holds the result; each further prime is one level.</summary>
    public IReadOnlyList<ulong> Q { get; init; } = [];

    /// <summary>Special primes, used only inside key switching. Their number is also the number of primes of a digit.</summary>
    public IReadOnlyList<ulong> P { get; init; } = [];

    /// <summary>Base-2 logarithm of the scale at the highest level that circuits use.</summary>
    public int LogDefaultScale { get; init; } = 45;

    public SecretDistribution Secret { get; init; } = SecretDistribution.DenseTernary;

    public SecurityLevel Security { get; init; } = SecurityLevel.Bits128;

    /// <summary>What of the chain is for bootstrapping; null when nothing is.</summary>
    public BootstrappingLiteral? Bootstrapping { get; init; }

    /// <summary>The stable one-line text form; <see cref="Parse"/> reads it back.</summary>
    public string ToText() => LiteralText.Format(this);

    /// <exception cref="ParameterException">The text has an unknown, repeated, missing or malformed field.</exception>
    public static CkksParametersLiteral Parse(string text) => LiteralText.Parse(text);

    public bool Equals(CkksParametersLiteral? other) => other is not null && ToText() == other.ToText();

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToText());

    public override string ToString() => ToText();
}
