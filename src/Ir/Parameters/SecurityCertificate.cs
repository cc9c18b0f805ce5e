using System;
using System.Collections.Generic;
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
        Ephemeral = EphemeralSecret.Of(literal);
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

    /// <summary>The ephemeral secret of bootstraps; null when nothing bootstraps.</summary>
    public EphemeralSecret? Ephemeral { get; }

    public bool IsInsecure => Level == SecurityLevel.InsecureTest;

    /// <summary>Bits of security of the dense secret by <see cref="Table"/>; 0 for the insecure test kind.</summary>
    public int DenseBits => SecurityTable.Bits(Level);

    /// <summary>Bits of security of the ephemeral secret by <see cref="EphemeralTable"/>; null when nothing bootstraps, 0 without an estimate.</summary>
    public int? EphemeralBits => Ephemeral is null ? null : IsInsecure ? 0 : Ephemeral.Bits ?? 0;

    /// <summary>Bits of security of the whole: the smaller of both parts; 0 for the insecure test kind.</summary>
    public int Bits => Math.Min(DenseBits, EphemeralBits ?? DenseBits);

    /// <summary>Largest log2(QP) the table allows; null when it has no row for this ring degree.</summary>
    public int? Budget => SecurityTable.Budget(LogN, Level);

    /// <summary>The table that the claim rests on.</summary>
    public string Table => Level switch
    {
        SecurityLevel.SealBits128 => SecurityTable.SealSource,
        SecurityLevel.Bits192 => SecurityTable.Source192,
        _ => SecurityTable.Source,
    };

    /// <summary>Lines for people: verdict, ring and modulus, the secret, the ephemeral one where there is one, tables.</summary>
    public override string ToString() => string.Join("\n", Lines());

    private IEnumerable<string> Lines()
    {
        yield return Level switch
        {
            SecurityLevel.InsecureTest => "security      INSECURE: parameters of the test kind, no claim",
            SecurityLevel.SealBits128 => "security      128 bits (classical) by SEAL's older table; today's allows less",
            _ => $"security      {Text(Bits)} bits (classical){(Ephemeral is null ? string.Empty : ", the smaller of both secrets'")}",
        };
        yield return string.Format(
            CultureInfo.InvariantCulture,
            "ring          N = 2^{0}, log2 Q = {1:0.0}, log2 P = {2:0.0}, log2 QP = {3:0.0} of {4} allowed",
            LogN,
            Log2Q,
            Log2P,
            Log2QP,
            Budget is int budget ? Text(budget) : "none");
        yield return $"secret        dense uniform ternary, expected weight {Text(ExpectedWeight)}{Worth(DenseBits)}";

        if (Ephemeral is not null)
        {
            yield return string.Format(
                CultureInfo.InvariantCulture, "ephemeral     weight {0}, in bootstraps, modulo 2^{1:0} only{2}", Ephemeral.Weight, Ephemeral.Log2Modulus, Worth(EphemeralBits!.Value));
        }

        yield return "table         " + (IsInsecure ? "none" : Table);

        if (Ephemeral is not null && !IsInsecure)
        {
            yield return "ephemeral by  " + EphemeralTable.Source;
        }
    }

    private string Worth(int bits) => IsInsecure ? string.Empty : $": {Text(bits)} bits";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
