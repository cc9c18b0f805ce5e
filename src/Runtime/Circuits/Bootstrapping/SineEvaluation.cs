using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Removes the multiples of q0: x mod 1 for x near integers, as arcsin(sin 2 pi x) / 2 pi.</summary>
/// <remarks>
/// cos(2 pi (x - 1/4) / 2^r) by a Chebyshev series, r times the double angle, then the arcsine. Han, Ki, eprint 2019/688;
/// Lee, Lee, Lee, Kim, No, eprint 2020/552 (arcsine).
/// </remarks>
internal sealed class SineEvaluation
{
    private readonly Evaluator evaluator;
    private readonly PolynomialEvaluation polynomials;
    private readonly BootstrappingLiteral literal;
    private readonly PolynomialPlan cosine;
    private readonly PolynomialPlan arcsine;

    public SineEvaluation(Evaluator evaluator, BootstrappingLiteral literal)
    {
        this.evaluator = evaluator;
        this.literal = literal;
        polynomials = new PolynomialEvaluation(evaluator);
        ChebyshevSeries series = SineApproximation.Cosine(literal);
        cosine = PolynomialPlan.For(series, PatersonStockmeyerCost.Levels(literal.CosineDegree));
        arcsine = PolynomialPlan.For(SineApproximation.Arcsine(literal), PatersonStockmeyerCost.Levels(literal.ArcsineDegree));
    }

    /// <summary>arcsin(sin 2 pi K u) at every slot.</summary>
    /// <param name="input">u in [-1, 1], real slots.</param>
    /// <param name="scale">Scale of the result.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    public Ciphertext Evaluate(Ciphertext input, Scale scale, CancellationToken cancellationToken)
    {
        Scale inner = new(Math.Pow(2, literal.LogScale));
        Ciphertext value = polynomials.Evaluate(input, cosine, inner, cancellationToken);

        for (int i = 0; i < literal.DoubleAngles; i++)
        {
            using Ciphertext half = value;
            value = DoubleAngle(half);
        }

        using Ciphertext sine = value;

        return polynomials.Evaluate(sine, arcsine, scale, cancellationToken);
    }

    // 2 x^2 - 1.
    private Ciphertext DoubleAngle(Ciphertext x)
    {
        using Ciphertext square = evaluator.Square(x);
        evaluator.Add(square, square, square);
        using Ciphertext settled = evaluator.RelinearizeRescale(square);

        return evaluator.AddConstant(settled, -1);
    }
}
