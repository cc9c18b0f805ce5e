using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.Bootstrapping;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>Everything that must hold of a literal before anything is made from it.</summary>
internal static class ParameterChecks
{
    private const int MaxPrimes = 256;

    public static void Check(CkksParametersLiteral literal)
    {
        CheckRing(literal);
        CheckPrimes(literal);
        CheckDigits(literal);

        if (literal.Bootstrapping is BootstrappingLiteral bootstrapping)
        {
            BootstrappingChecks.Check(bootstrapping, literal);
        }

        CheckScales(literal);
        CheckSecurity(literal);
    }

    private static void CheckRing(CkksParametersLiteral literal)
    {
        if (literal.LogN is < CkksParameterSet.MinLogN or > CkksParameterSet.MaxLogN)
        {
            throw new ParameterException(nameof(literal.LogN), Text(literal.LogN), $"allowed is {CkksParameterSet.MinLogN} to {CkksParameterSet.MaxLogN}.");
        }

        if (literal.Q.Count == 0)
        {
            throw new ParameterException(nameof(literal.Q), "empty", "at least the base prime q0 is needed.");
        }

        if (literal.P.Count == 0)
        {
            throw new ParameterException(nameof(literal.P), "empty", "key switching needs at least one special prime.");
        }

        if (literal.Q.Count + literal.P.Count > MaxPrimes)
        {
            throw new ParameterException(nameof(literal.Q), $"a list of {Text(literal.Q.Count)} primes", $"Q and P together have at most {MaxPrimes}.");
        }
    }

    private static void CheckPrimes(CkksParametersLiteral literal)
    {
        HashSet<ulong> seen = [];

        foreach (ulong prime in literal.Q.Concat(literal.P))
        {
            string field = seen.Count < literal.Q.Count ? nameof(literal.Q) : nameof(literal.P);
            string value = "a list with " + prime.ToString(CultureInfo.InvariantCulture);

            if (prime < 1UL << 20 || prime >= 1UL << PrimeSelection.MaxPrimeBits)
            {
                throw new ParameterException(field, value, $"primes are between 2^20 and 2^{PrimeSelection.MaxPrimeBits}.");
            }

            if (prime % (2UL << literal.LogN) != 1 || !PrimeTest.IsPrime(prime))
            {
                throw new ParameterException(field, value, $"a prime that is 1 modulo 2^{literal.LogN + 1} is needed.");
            }

            if (!seen.Add(prime))
            {
                throw new ParameterException(field, value + " twice", "all primes of Q and P differ.");
            }
        }
    }

    // A digit larger than P would leave key-switching noise as large as the digit over P.
    private static void CheckDigits(CkksParametersLiteral literal)
    {
        double special = SecurityTable.Log2(literal.P);

        for (int first = 0; first < literal.Q.Count; first += literal.P.Count)
        {
            double digit = SecurityTable.Log2(literal.Q.Skip(first).Take(literal.P.Count));

            if (digit > special)
            {
                throw new ParameterException(
                    nameof(literal.P),
                    Bits(special) + " bits",
                    $"the key-switching digit from q{first} has {Bits(digit)} bits and P must not be smaller.");
            }
        }
    }

    private static void CheckScales(CkksParametersLiteral literal)
    {
        if (literal.LogDefaultScale is < 20 or >= PrimeSelection.MaxPrimeBits)
        {
            throw new ParameterException(nameof(literal.LogDefaultScale), Text(literal.LogDefaultScale), "allowed is 20 to 48.");
        }

        Scale top = new(Math.Pow(2, literal.LogDefaultScale));

        foreach (Scale scale in LevelScales.Compute([.. literal.Q.Take(literal.Q.Count - (literal.Bootstrapping?.LevelsAboveTarget ?? 0))], top))
        {
            if (!(Math.Abs(scale.Log2 - literal.LogDefaultScale) <= 0.5))
            {
                throw new ParameterException(
                    nameof(literal.Q),
                    "a chain whose scale drifts to " + scale,
                    $"every level stays within half a bit of 2^{literal.LogDefaultScale}: choose the primes by PrimeSelection.");
            }
        }
    }

    private static void CheckSecurity(CkksParametersLiteral literal)
    {
        if (literal.Security == SecurityLevel.InsecureTest)
        {
            return;
        }

        CheckDense(literal);

        if (EphemeralSecret.Of(literal) is EphemeralSecret secret && !secret.Bears(literal.Security))
        {
            throw new ParameterException("weight", Text(secret.Weight), secret.Refusal(literal.Security));
        }
    }

    private static void CheckDense(CkksParametersLiteral literal)
    {
        double bits = SecurityTable.Log2(literal.Q.Concat(literal.P));

        if (literal.Security == SecurityLevel.SealBits128 && literal.P.Count != 1)
        {
            throw new ParameterException(
                nameof(literal.Security), "SEAL's table", "it is only for parameters of SEAL's form, with one special prime: use bits-128.");
        }

        if (SecurityTable.Budget(literal.LogN, literal.Security) is not int budget)
        {
            throw new ParameterException(nameof(literal.LogN), Text(literal.LogN), "the security table has no row for it.");
        }

        if (bits > budget)
        {
            throw new ParameterException("log2 QP", Bits(bits) + " bits", $"LogN = {literal.LogN} allows {budget} for {SecurityTable.Bits(literal.Security)}-bit security.");
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Bits(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
