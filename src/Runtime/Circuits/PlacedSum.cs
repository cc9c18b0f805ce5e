using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A sum of a plan together with the level and scale that its value must have.</summary>
internal sealed class PlacedSum
{
    private PlacedSum(PolynomialSum sum, Level level, Scale wide, IReadOnlyList<PlacedSum> quotients)
    {
        Sum = sum;
        Level = level;
        Wide = wide;
        Quotients = quotients;
        Height = quotients.Select(static quotient => quotient.Height + 1).DefaultIfEmpty().Max();
    }

    public PolynomialSum Sum { get; }

    /// <summary>Level of the terms and products; that of the value is one lower.</summary>
    public Level Level { get; }

    /// <summary>Scale of the terms and products, before the rescale.</summary>
    public Scale Wide { get; }

    /// <summary>One for each product.</summary>
    public IReadOnlyList<PlacedSum> Quotients { get; }

    /// <summary>0 without products, else one more than the highest quotient: sums of one height do not depend on each other.</summary>
    public int Height { get; }

    /// <summary>The sums below this one, and this one.</summary>
    public IEnumerable<PlacedSum> All => Quotients.SelectMany(static quotient => quotient.All).Append(this);

    /// <summary>Places a sum and those below it.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="sum">The sum.</param>
    /// <param name="target">Level and scale of its value.</param>
    /// <param name="powers">The powers that it reads.</param>
    public static PlacedSum Of(CkksParameters parameters, PolynomialSum sum, (Level Level, Scale Scale) target, ChebyshevPowers powers)
    {
        Level level = target.Level + 1;
        Scale wide = target.Scale * new Scale(parameters.Set.Q[level.Value]);
        return new PlacedSum(sum, level, wide, [.. sum.Products.Select(product =>
            Of(parameters, product.Quotient, (level, wide / powers.At(product.Giant, level).Scale.Value), powers))]);
    }
}
