using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.TestSupport;

/// <summary>A circuit whose ciphertexts go in pairs through products, in an insecure ring, and what it means in the clear.</summary>
/// <remarks>
/// x [128 tokens, 16 features] in ciphertexts x_0 to x_3 of four features. a[t] = sum over c and f of (x_0 + x_1) x_c; b[t, f] = z[t, f] + z[t + 1, f], where
/// z is the sum over c of (x W)_c x_c; c[t, f] = the sum over c of (x W + 2 v)_c x_c, every second c subtracted.
/// </remarks>
internal static class PairCircuit
{
    public const int Tokens = 128;
    public const int Features = 16;
    public const int Each = 4;

    private const int Levels = 3;
    private const string X = "t:128 f:16 | 4 ciphertexts | f*4:4 t:128 f:4/8z";
    private const string Products = "t:128 f:32 | 8 ciphertexts | f*4:8 t:128 f:4/8z";
    private const string G = "t:128 g:16 | 4 ciphertexts | g*4:4 t:128 g:4/8z";
    private const string A = "t:128 | t:128 r:1/8z";
    private const string V = "g:16 | 4 ciphertexts | g*4:4 r:128 g:4/8z";
    private const string B = "t:128 f:4 | t:128 f:4/8z";

    /// <summary>Text and weight file, as the compiler writes them.</summary>
    public static (string Text, byte[] Weights) Files()
    {
        (Module module, byte[] weights) = InsecureFiles.Of(Levels, Weights(), Body, "a", "b", "c");
        return (ModuleWriter.Write(module), weights);
    }

    public static WeightTable Weights() => WeightTable.Empty.With("W", Random(1, Features, Features)).With("v", Random(2, 1, Features));

    public static Dictionary<string, Tensor> Question() => new() { ["x"] = Random(3, Tokens, Features) };

    /// <summary>a [128], b [128, 4] and c [128, 4], by their formulas.</summary>
    public static IReadOnlyDictionary<string, double[]> Answer()
    {
        double[] x = Question()["x"].Values;
        double[] w = Weights().Data("W").Values;
        double[] v = Weights().Data("v").Values;
        double X(int t, int f) => x[(t % Tokens * Features) + f];
        double Product(int t, int g) => Enumerable.Range(0, Features).Sum(f => X(t, f) * w[(f * Features) + g]);
        double Z(int t, int f) => Enumerable.Range(0, Each).Sum(c => Product(t, (Each * c) + f) * X(t, (Each * c) + f));

        double D(int t, int f) => Enumerable.Range(0, Each).Sum(c => (c % 2 == 0 ? 1 : -1) * (Product(t, (Each * c) + f) + (2 * v[(Each * c) + f])) * X(t, (Each * c) + f));

        return new Dictionary<string, double[]>
        {
            ["a"] = [.. Enumerable.Range(0, Tokens).Select(t => Enumerable.Range(0, Features).Sum(f => X(t, f) * (X(t, f % Each) + X(t, Each + (f % Each)))))],
            ["b"] = [.. Enumerable.Range(0, Tokens * Each).Select(i => Z(i / Each, i % Each) + Z((i / Each) + 1, i % Each))],
            ["c"] = [.. Enumerable.Range(0, Tokens * Each).Select(i => D(i / Each, i % Each))],
        };
    }

    private static Tensor Random(int seed, int rows, int columns)
    {
        Random random = new(seed);
        return Tensor.Float(Shape.Of(rows, columns), [.. Enumerable.Range(0, rows * columns).Select(_ => (float)(random.NextDouble() - 0.5))]);
    }

    private static Graph Body(CkksParameterSet parameters, WeightTable weights)
    {
        GraphBuilder builder = new(ModuleKeys.Circuit, weights);
        Layout features = LayoutText.Parse(X), rows = LayoutText.Parse(A), result = LayoutText.Parse(B);
        ValueId x = builder.Add(new CkksInput("x", features, new Level(Levels), D(3)), "x");

        ValueId factors = builder.Add(new CkksPart(x, 0, 2), "/layer.0/a/Factors");
        ValueId pairs = builder.Add(new CkksPair(x, SlotForm.Pairs), "/layer.0/a/Pair");
        ValueId products = Settled(builder.Add(new CkksMultiplyPairs(EquatableArray<ValueId>.Of(factors, pairs)), "/layer.0/a/Mul"), 3);
        LinearMap sum = new(LayoutText.Parse(Products), rows, ["f"]);
        ValueId a = builder.Add(new CkksLinearMap(products, null, sum, 4, D(1)) { Packing = ComplexPacking.Operands }, "/layer.0/a/Sum");

        LinearMap map = new(features, LayoutText.Parse(G), ["f"], ["g"]);
        ValueId w = builder.Add(new CkksLinearMap(x, "W", map, 4, D(2)) { Packing = ComplexPacking.Results, InPairs = true }, "/layer.0/b/MatMul");
        ValueId lower = builder.Add(new CkksMatchLevel(x, new Level(2), D(2)), "/layer.0/b/Match");
        ValueId conjugates = builder.Add(new CkksPair(lower, SlotForm.ConjugatePairs), "/layer.0/b/Pair");
        ValueId inner = Settled(builder.Add(new CkksInnerProduct(w, conjugates), "/layer.0/b/Inner"), 2);
        ValueId next = builder.Add(new CkksRotate(inner, 8), "/layer.0/b/Next");
        ValueId b = builder.Add(new CkksRealPart(builder.Add(new CkksAdd(inner, next), "/layer.0/b/Add")), "/layer.0/b/Real");

        ValueId biased = builder.Add(new CkksAddPlain(w, "v", LayoutText.Parse(V)), "/layer.0/c/Bias");
        ValueId same = builder.Add(new CkksPair(lower, SlotForm.Pairs), "/layer.0/c/Pair");
        ValueId differences = Settled(builder.Add(new CkksInnerProduct(biased, same, Subtracts: true), "/layer.0/c/Inner"), 2);
        ValueId c = builder.Add(new CkksRealPart(differences), "/layer.0/c/Real");

        builder.Output("a", builder.Add(new CkksOutput(a, "a", rows, Shape.Of(Tokens)), "a"));
        builder.Output("b", builder.Add(new CkksOutput(b, "b", result, Shape.Of(Tokens, Each)), "b"));
        builder.Output("c", builder.Add(new CkksOutput(c, "c", result, Shape.Of(Tokens, Each)), "c"));
        return builder.Build();

        Scale D(int level) => parameters.DefaultScale(new Level(level));

        ValueId Settled(ValueId product, int level) => builder.Add(
            new CkksRescale(builder.Add(new CkksRelinearize(product), "/layer.0/relinearize"), (long)parameters.Q[level]), "/layer.0/rescale");
    }
}
