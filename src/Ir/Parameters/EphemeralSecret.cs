using System.Globalization;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>The sparse secret that a bootstrap raises the modulus under, and the only modulus that anything is encrypted under it with.</summary>
/// <param name="Weight">Coefficients that are not zero, each 1 or -1, at random places.</param>
/// <param name="LogN">Ring degree.</param>
/// <param name="Log2Modulus">Bits of q0 times the first special prime: the key to this secret is the only sample under it.</param>
public sealed record EphemeralSecret(int Weight, int LogN, double Log2Modulus)
{
    /// <summary>Estimated bits of security; null where <see cref="EphemeralTable"/> has no estimate, and then it bears no claim.</summary>
    public int? Bits => EphemeralTable.Bits(this);

    /// <summary>That of a parameter set; null where nothing bootstraps.</summary>
    /// <param name="literal">With at least one prime in Q and in P.</param>
    public static EphemeralSecret? Of(CkksParametersLiteral literal) => literal.Bootstrapping is { } bootstrapping
        ? new EphemeralSecret(bootstrapping.EphemeralWeight, literal.LogN, SecurityTable.Log2([literal.Q[0], literal.P[0]]))
        : null;

    /// <summary>Whether the estimate reaches a claim; the insecure test kind claims nothing.</summary>
    public bool Bears(SecurityLevel claim) => claim == SecurityLevel.InsecureTest || Bits >= SecurityTable.Bits(claim);

    /// <summary>Why it does not bear a claim, and what would.</summary>
    internal string Refusal(SecurityLevel claim)
    {
        string secret = string.Format(CultureInfo.InvariantCulture, "an ephemeral secret of this weight at N = 2^{0} modulo 2^{1:0.0}", LogN, Log2Modulus);
        string worth = Bits is int bits ? string.Format(CultureInfo.InvariantCulture, "is worth {0} bits", bits) : "has no estimate";
        string help = EphemeralTable.LeastWeight(LogN, Log2Modulus, claim) is int weight
            ? "a weight of at least " + weight.ToString(CultureInfo.InvariantCulture) + " is needed."
            : "no weight is known to do: use a larger ring, or no bootstrapping.";

        return string.Format(CultureInfo.InvariantCulture, "{0} {1} and {2} are claimed: {3}", secret, worth, SecurityTable.Bits(claim), help);
    }
}
