using System;
using System.Collections.Generic;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>The largest log2(QP) for 128 and 192 bits of classical security, ternary secret, error of standard deviation 3.2.</summary>
/// <remarks>Bossuat et al., "Security Guidelines for Implementing Homomorphic Encryption", eprint 2024/463, table 5.2.</remarks>
public static class SecurityTable
{
    public const string Source = "Bossuat et al., eprint 2024/463: 128 bits classical, ternary secret, sigma 3.2";

    /// <summary>The older table: a few bits more generous, and the one that Microsoft SEAL enforces.</summary>
    public const string SealSource = "SEAL's (homomorphicencryption.org 2018, eprint 2019/939): 128 bits classical, ternary secret, sigma 3.2";

    public const string Source192 = "Bossuat et al., eprint 2024/463: 192 bits classical, ternary secret, sigma 3.2";

    private const int FirstLogN = 12;

    private const int SealFirstLogN = 10;

    private static readonly int[] Budgets = [106, 214, 430, 868, 1747, 3523];

    private static readonly int[] Budgets192 = [73, 147, 297, 597, 1199, 2411];

    private static readonly int[] SealBudgets = [27, 54, 109, 218, 438, 881];

    /// <summary>The budget in bits for a ring degree at 128 bits of security; null when the table has no row for it.</summary>
    public static int? Budget(int logN) => Row(Budgets, logN - FirstLogN);

    /// <summary>The same by the table that a claim is made by.</summary>
    public static int? Budget(int logN, SecurityLevel claim) => claim switch
    {
        SecurityLevel.SealBits128 => Row(SealBudgets, logN - SealFirstLogN),
        SecurityLevel.Bits192 => Row(Budgets192, logN - FirstLogN),
        _ => Budget(logN),
    };

    /// <summary>Bits of security that a claim names; 0 for the insecure test kind.</summary>
    public static int Bits(SecurityLevel claim) => claim switch
    {
        SecurityLevel.InsecureTest => 0,
        SecurityLevel.Bits192 => 192,
        _ => 128,
    };

    /// <summary>The claim for a number of bits; null where the table has none.</summary>
    public static SecurityLevel? Claim(int bits) => bits switch
    {
        128 => SecurityLevel.Bits128,
        192 => SecurityLevel.Bits192,
        _ => null,
    };

    /// <summary>Base-2 logarithm of a product of primes.</summary>
    public static double Log2(IEnumerable<ulong> primes)
    {
        double sum = 0;

        foreach (ulong prime in primes)
        {
            sum += Math.Log(prime, 2);
        }

        return sum;
    }

    private static int? Row(int[] budgets, int index) => index >= 0 && index < budgets.Length ? budgets[index] : null;
}
