using PowerSoftmax.Passes.Manage.Placement;

namespace PowerSoftmax.Passes.Tests.Manage.Placement;

/// <summary>Writes placement problems by hand: an operation costs its weight times the primes of its operands' level.</summary>
internal sealed class PlacementSketch(int top = 8, int least = 3)
{
    private readonly List<PlacementValue> values = [];

    /// <summary>Cost of a bootstrap is this and a tenth more for every target level.</summary>
    public long BootstrapCost { get; init; } = 1000;

    /// <summary>Cost of two together over that of one.</summary>
    public double PairRatio { get; init; } = 1.5;

    public int Input() => Add(0, 0, false, []);

    public int Op(int consumes, long weight, params int[] operands) => Add(consumes, weight, true, operands);

    /// <summary>A sum that is not settled where it cannot be bootstrapped.</summary>
    public int Add(int consumes, long weight, bool mayBootstrap, IReadOnlyList<int> operands, int ciphertexts = 1)
    {
        values.Add(new PlacementValue(operands, consumes, [.. Enumerable.Range(1, top + 1).Select(limbs => weight * limbs)], mayBootstrap) { Ciphertexts = ciphertexts });
        return values.Count - 1;
    }

    public PlacementProblem Build(int outputs = 0) => new(
        [.. values], new BootstrapPrices(Prices(1), Prices(PairRatio)), least, outputs);

    private long[] Prices(double ratio) =>
        [.. Enumerable.Range(0, top + 1).Select(target => (long)(ratio * (BootstrapCost + (BootstrapCost / 10 * target))))];

    /// <summary>A residual block: attention-like diamond with a denominator, then a deep branch.</summary>
    public int Block(int input, int depth = 3)
    {
        int query = Op(1, 9, input);
        int key = Op(1, 9, input);
        int power = Op(2, 3, Op(1, 5, query, key));
        int inverse = Op(depth, 20, Op(0, 6, power));
        int attended = Op(0, 1, input, Op(1, 5, Op(1, 5, power, Op(1, 9, input)), inverse));
        int hidden = Op(depth, 20, Op(1, 9, attended));
        return Op(0, 1, attended, Op(1, 9, hidden));
    }
}
