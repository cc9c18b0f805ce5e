using System.Globalization;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>What a parameter set claims about its security, and by which table.</summary>
public sealed record SecurityCertificate
{
    internal SecurityCertificate(CkksParametersLiteral literal)
    {
        LogN = literal.LogN;
        Log2Q = SecurityTable.Log2(literal.Q);
        Log2P = SecurityTable.Log2(literal.P);
        Secret = literal.Secret;
        Level = literal.Security;
        EphemeralWeight = literal.Bootstrapping?.EphemeralWeight;
        Log2Ephemeral = EphemeralWeight is null ? 0 : SecurityTable.Log2([literal.Q[0], literal.P[0]]);
    }

    public int LogN { get; }

    /// <summary>Bits of the ciphertext modulus Q.</summary>
    public double Log2Q { get; }

    /// <summary>Bits of the special modulus P.</summary>
    public double Log2P { get; }

    public double Log2QP => Log2Q + Log2P;

    public SecretDistribution Secret { get; }

    /// <summary>Expected number of secret coefficients that are not zero: two thirds of N for a dense ternary secret.</summary>
    public int ExpectedWeight => (int)((1L << (LogN + 1)) / 3);

    public SecurityLevel Level { get; }

    /// <summary>Nonzero coefficients of the ephemeral secret of bootstraps; null when nothing bootstraps.</summary>
    public int? EphemeralWeight { get; }

    /// <summary>Bits of the only modulus that is used under the ephemeral secret: q0 times one special prime. 0 when nothing bootstraps.</summary>
    public double Log2Ephemeral { get; }

    public bool IsInsecure => Level == SecurityLevel.InsecureTest;

    /// <summary>Bits of security claimed; 0 for the insecure test kind.</summary>
    public int Bits => SecurityTable.Bits(Level);

    /// <summary>Largest log2(QP) the table allows; null when it has no row for this ring degree.</summary>
    public int? Budget => SecurityTable.Budget(LogN, Level);

    /// <summary>The table that the claim rests on.</summary>
    public string Table => Level switch
    {
        SecurityLevel.SealBits128 => SecurityTable.SealSource,
        SecurityLevel.Bits192 => SecurityTable.Source192,
        _ => SecurityTable.Source,
    };

    /// <summary>Four lines for people: verdict, ring and modulus, secret, table.</summary>
    public override string ToString() => string.Join(
        "\n",
        Level switch
        {
            SecurityLevel.InsecureTest => "security      INSECURE: parameters of the test kind, no claim",
            SecurityLevel.SealBits128 => "security      128 bits (classical) by SEAL's older table; today's allows less",
            _ => $"security      {Bits.ToString(CultureInfo.InvariantCulture)} bits (classical)",
        },
        string.Format(
            CultureInfo.InvariantCulture,
            "ring          N = 2^{0}, log2 Q = {1:0.0}, log2 P = {2:0.0}, log2 QP = {3:0.0} of {4} allowed",
            LogN,
            Log2Q,
            Log2P,
            Log2QP,
            Budget is int budget ? budget.ToString(CultureInfo.InvariantCulture) : "none"),
        $"secret        dense uniform ternary, expected weight {ExpectedWeight.ToString(CultureInfo.InvariantCulture)}"
            + (EphemeralWeight is int weight
                ? string.Format(CultureInfo.InvariantCulture, "; in bootstraps an ephemeral one of weight {0}, modulo 2^{1:0} only", weight, Log2Ephemeral)
                : string.Empty),
        "table         " + Table);
}
