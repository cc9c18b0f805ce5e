using System;
using System.Collections.Generic;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>The largest log2(QP) for 128 bits of classical security, ternary secret, error of standard deviation 3.2.</summary>
/// <remarks>Bossuat et al., "Security Guidelines for Implementing Homomorphic Encryption", eprint 2024/463.</remarks>
public static class SecurityTable
{
    public const string Source = "Bossuat et al., eprint 2024/463: 128 bits classical, ternary secret, sigma 3.2";

    /// <summary>The older table: a few bits more generous, and the one that Microsoft SEAL enforces.</summary>
    public const string SealSource = "SEAL's (homomorphicencryption.org 2018, eprint 2019/939): 128 bits classical, ternary secret, sigma 3.2";

    private const int FirstLogN = 12;

    private const int SealFirstLogN = 10;

    private static readonly int[] Budgets = [106, 214, 430, 868, 1747, 3523];

    private static readonly int[] SealBudgets = [27, 54, 109, 218, 438, 881];

    /// <summary>The budget in bits for a ring degree; null when the table has no row for it.</summary>
    public static int? Budget(int logN) => Row(Budgets, logN - FirstLogN);

    /// <summary>The same by the table that a claim is made by.</summary>
    public static int? Budget(int logN, SecurityLevel claim) =>
        claim == SecurityLevel.SealBits128 ? Row(SealBudgets, logN - SealFirstLogN) : Budget(logN);

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
