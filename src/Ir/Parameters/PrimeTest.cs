namespace PowerSoftmax.Ir.Parameters;

/// <summary>Deterministic Miller–Rabin for numbers below 2^50.</summary>
/// <remarks>The first nine primes as bases decide every number below 3.8e18 (Jiang, Deng, "Strong pseudoprimes to the first eight prime bases", 2014).</remarks>
public static class PrimeTest
{
    /// <summary>Numbers above are refused: the products below are exact only up to here.</summary>
    public const ulong Limit = 1UL << 50;

    private static readonly ulong[] Bases = [2, 3, 5, 7, 11, 13, 17, 19, 23];

    /// <exception cref="ParameterException"><paramref name="number"/> is not below 2^50.</exception>
    public static bool IsPrime(ulong number)
    {
        if (number >= Limit)
        {
            throw new ParameterException(nameof(number), number.ToString(), "only numbers below 2^50 are tested.");
        }

        foreach (ulong small in Bases)
        {
            if (number % small == 0)
            {
                return number == small;
            }
        }

        return number > 1 && IsStrongProbablePrime(number);
    }

    private static bool IsStrongProbablePrime(ulong number)
    {
        ulong odd = number - 1;
        int twos = 0;

        while ((odd & 1) == 0)
        {
            odd >>= 1;
            twos++;
        }

        foreach (ulong witness in Bases)
        {
            if (!PassesWitness(number, witness, odd, twos))
            {
                return false;
            }
        }

        return true;
    }

    private static bool PassesWitness(ulong number, ulong witness, ulong odd, int twos)
    {
        ulong power = Power(witness, odd, number);

        if (power == 1 || power == number - 1)
        {
            return true;
        }

        for (int i = 1; i < twos; i++)
        {
            power = Multiply(power, power, number);

            if (power == number - 1)
            {
                return true;
            }
        }

        return false;
    }

    private static ulong Power(ulong value, ulong exponent, ulong modulus)
    {
        ulong result = 1;

        for (value %= modulus; exponent != 0; exponent >>= 1)
        {
            result = (exponent & 1) != 0 ? Multiply(result, value, modulus) : result;
            value = Multiply(value, value, modulus);
        }

        return result;
    }

    // The quotient by doubles is off by less than one, so the difference of the wrapped products lies in (-modulus, 2 modulus).
    private static ulong Multiply(ulong left, ulong right, ulong modulus)
    {
        ulong quotient = (ulong)((double)left * right / modulus);
        long rest = unchecked((long)((left * right) - (quotient * modulus)));

        if (rest < 0)
        {
            rest += (long)modulus;
        }

        return (ulong)rest >= modulus ? (ulong)rest - modulus : (ulong)rest;
    }
}
