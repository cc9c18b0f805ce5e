namespace PowerSoftmax.Ir.Tensors;

/// <summary>The factors of a sum of scaled pieces of an array.</summary>
/// <param name="Sources">Where each piece begins.</param>
/// <param name="Weights">Place of each factor among the values.</param>
/// <param name="Begin">First of the sum's places in these arrays.</param>
/// <param name="End">Behind its last.</param>
/// <param name="Values">Null for ones.</param>
internal readonly record struct SparseRow(int[] Sources, int[] Weights, int Begin, int End, double[]? Values)
{
    public double Factor(int place) => Values is null ? 1 : Values[Weights[place]];
}
