using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Predict;

namespace PowerSoftmax.Passes.Select;

/// <summary>Chooses the modulus chain and the number of special primes for a circuit on a ring of given degree.</summary>
/// <remarks>
/// More special primes mean fewer digits: faster key switches and smaller keys, but a larger QP. Of the numbers that fit the
/// security budget, those within a tenth of the shortest predicted time are kept, and the one with the smallest keys is taken.
/// SEAL's key format leaves no choice: one special prime, digits of one prime.
/// </remarks>
/// <param name="costs">Predicts times.</param>
/// <param name="format">Bounds the ring and the number of special primes.</param>
/// <param name="security">The claim, which bounds the modulus.</param>
/// <param name="keyBytesAllowed">Keys above this are taken only where all are, and then the smallest.</param>
public sealed class SelectParameters(
    CostTable costs, KeyFormat format = KeyFormat.Hybrid, SecurityLevel security = SecurityLevel.Bits128, long keyBytesAllowed = long.MaxValue)
{
    /// <summary>Bits of q0: above a scale of 2^40 it leaves room for messages up to 2^7.</summary>
    public const int LogBase = 48;

    private const double TimeTolerance = 1.1;

    /// <summary>Rescales that fit into the budget of a ring degree with the least key-switching modulus; -1 where nothing fits.</summary>
    public static int LevelsHeld(int logN, int logDefaultScale, SecurityLevel security = SecurityLevel.Bits128)
    {
        double rest = (SecurityTable.Budget(logN, security) ?? 0) - LogBase - PrimeSelection.MaxPrimeBits;
        return rest < 0 ? -1 : (int)(rest / logDefaultScale);
    }

    /// <summary>Parameters for a Packed graph, or null where its depth does not fit the ring.</summary>
    /// <param name="packed">The circuit, laid out for 2^(logN - 1) slots.</param>
    /// <param name="weights">The module's weights; their values are not needed.</param>
    /// <param name="logN">Ring degree.</param>
    /// <param name="logDefaultScale">Scale in bits.</param>
    /// <param name="outputs">Level of the outputs.</param>
    public ParameterChoice? Run(Graph packed, WeightTable weights, int logN, int logDefaultScale, Level outputs)
    {
        int levels = DepthAnalysis.Run(packed, outputs).Depth;
        if (logN > format.MaxLogN() || levels > LevelsHeld(logN, logDefaultScale, security))
        {
            return null;
        }

        ChainRequest request = new(logN, levels, logDefaultScale, Math.Max(LogBase, logDefaultScale), Security: security);
        CkksParameterSet draft = CkksParameterSet.Create(PrimeSelection.Select(request with { Security = SecurityLevel.InsecureTest }));
        Graph graph = LowerToCkks.Run(packed, weights, draft, outputs, hasConjugation: format != KeyFormat.Seal);
        List<DigitChoice> considered = Consider(request, graph);
        List<DigitChoice> fitting = [.. considered.Where(static choice => choice.Fits)];
        if (fitting.Count == 0)
        {
            return null;
        }

        DigitChoice best = Best(fitting);
        CkksParametersLiteral literal = PrimeSelection.Select(request with { SpecialPrimes = best.SpecialPrimes });
        return new ParameterChoice(CkksParameterSet.Create(literal), format, considered);
    }

    private DigitChoice Best(List<DigitChoice> fitting)
    {
        long allowed = Math.Max(keyBytesAllowed, fitting.Min(static choice => choice.KeyBytes));
        List<DigitChoice> within = [.. fitting.Where(choice => choice.KeyBytes <= allowed)];
        double limit = TimeTolerance * within.Min(static choice => choice.Milliseconds);
        return within.Where(choice => choice.Milliseconds <= limit).OrderBy(static choice => choice.KeyBytes).First();
    }

    private List<DigitChoice> Consider(ChainRequest request, Graph graph)
    {
        EvaluationKeyNeeds needs = EvaluationKeyNeeds.Of(graph);
        MatrixProductCounts counts = new(graph);
        List<DigitChoice> considered = [];
        for (int special = 1; special <= Math.Min(format.MostSpecialPrimes(), request.Levels + 1); special++)
        {
            CkksParametersLiteral literal = PrimeSelection.Select(request with { SpecialPrimes = special });
            double bits = SecurityTable.Log2(literal.Q.Concat(literal.P));
            OperationCosts operations = new(new CostModel(costs, request.LogN, special), graph, counts);
            considered.Add(new DigitChoice(
                special,
                new KeySwitchShape(request.Levels + 1, special).Digits,
                bits,
                bits <= SecurityTable.Budget(request.LogN, security),
                Keys(needs, literal).Bytes,
                graph.Nodes.Sum(node => operations.Of(node).Milliseconds)));
        }

        return considered;
    }

    private KeySet Keys(EvaluationKeyNeeds needs, CkksParametersLiteral parameters) => format == KeyFormat.Seal
        ? KeySet.Seal(needs, parameters.LogN, new Level(parameters.Q.Count - 1))
        : KeySet.Of(needs, parameters);
}
