using System;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>What must hold of a <see cref="BootstrappingLiteral"/> and the chain it stands with.</summary>
internal static class BootstrappingChecks
{
    private static readonly int[] ArcsineDegrees = [1, 3, 5, 7];

    /// <exception cref="ParameterException">A field is out of range, or the chain does not fit.</exception>
    public static void Check(BootstrappingLiteral literal, CkksParametersLiteral parameters)
    {
        Range("stc", literal.SlotsToCoefficientsLevels, 1, 4);
        Range("cts", literal.CoefficientsToSlotsLevels, 1, 5);
        Range("cosine", literal.CosineDegree, 7, 127);
        Range("doublings", literal.DoubleAngles, 0, 4);
        Range("ratio", literal.LogMessageRatio, 4, 14);
        Range("scale", literal.LogScale, 30, 48);
        Range("weight", literal.EphemeralWeight, 8, 64);

        if (!ArcsineDegrees.Contains(literal.ArcsineDegree))
        {
            throw new ParameterException("arcsine", Text(literal.ArcsineDegree), "allowed is 1, 3, 5 or 7.");
        }

        int least = literal.SlotsToCoefficientsLevels + literal.LevelsAboveTarget + 1;

        if (parameters.Q.Count - 1 < least)
        {
            throw new ParameterException(
                nameof(parameters.Q), $"a chain of {Text(parameters.Q.Count - 1)} levels", $"bootstrapping takes {Text(least - 1)} and something must be left.");
        }

        foreach (ulong prime in parameters.Q.Skip(parameters.Q.Count - literal.LevelsAboveTarget))
        {
            if (Math.Abs(Math.Log(prime, 2) - literal.LogScale) > 0.5)
            {
                throw new ParameterException(
                    nameof(parameters.Q), "a chain with " + prime.ToString(CultureInfo.InvariantCulture), $"the primes of bootstrapping are near 2^{Text(literal.LogScale)}.");
            }
        }
    }

    private static void Range(string field, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            throw new ParameterException(field, Text(value), $"allowed is {Text(low)} to {Text(high)}.");
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
