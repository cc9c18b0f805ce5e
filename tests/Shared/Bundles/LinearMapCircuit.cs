using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.TestSupport;

/// <summary>A circuit of linear maps in an insecure ring, three ciphertexts to two, to one, to four, and what it means in the clear.</summary>
/// <remarks>x [128 tokens, 12 features]; y[k, t] = V[k] * sum over g and f of x[t, f] W[f, g].</remarks>
internal static class LinearMapCircuit
{
    public const int Tokens = 128;
    public const int Features = 12;
    public const int Hidden = 10;
    public const int Copies = 4;

    private const int Levels = 3;
    private const string X = "t:128 f:12 | 3 ciphertexts | f*4:3 t:128 f:4/8u";
    private const string H = "t:128 g:10 | 2 ciphertexts | g*5:2 t:128 g:5/8u";
    private const string S = "t:128 | t:128 r:1/8z";
    private const string Y = "k:4 t:128 | 4 ciphertexts | k:4 t:128 r:1/8z";

    /// <summary>Text and weight file, as the compiler writes them.</summary>
    public static (string Text, byte[] Weights) Files()
    {
        (Module module, byte[] weights) = InsecureFiles.Of(Levels, Weights(), Body, "y");
        return (ModuleWriter.Write(module), weights);
    }

    public static WeightTable Weights() => WeightTable.Empty.With("W", Random(1, Features, Hidden)).With("V", Random(2, 1, Copies));

    public static double[] Question() => Random(3, Tokens, Features).Values;

    /// <summary>y [4, 128], by its formula.</summary>
    public static double[] Answer(double[] x)
    {
        double[] w = Weights().Data("W").Values;
        double[] v = Weights().Data("V").Values;
        double Sum(int t) => Enumerable.Range(0, Features).Sum(f => x[(t * Features) + f] * w[(f * Hidden)..((f + 1) * Hidden)].Sum());
        return [.. Enumerable.Range(0, Copies * Tokens).Select(i => v[i / Tokens] * Sum(i % Tokens))];
    }

    private static Tensor Random(int seed, int rows, int columns)
    {
        Random random = new(seed);
        return Tensor.Float(Shape.Of(rows, columns), [.. Enumerable.Range(0, rows * columns).Select(_ => (float)(random.NextDouble() - 0.5))]);
    }

    private static Graph Body(CkksParameterSet parameters, WeightTable weights)
    {
        GraphBuilder builder = new(ModuleKeys.Circuit, weights);
        Scale D(int level) => parameters.DefaultScale(new Level(level));
        ValueId x = builder.Add(new CkksInput("x", LayoutText.Parse(X), new Level(Levels), D(3)), "x");
        ValueId h = builder.Add(new CkksLinearMap(x, "W", new LinearMap(LayoutText.Parse(X), LayoutText.Parse(H), ["f"], ["g"]), 4, D(2)), "/layer.0/dense/MatMul");
        ValueId sum = builder.Add(new CkksLinearMap(h, null, new LinearMap(LayoutText.Parse(H), LayoutText.Parse(S), ["g"]), 2, D(1)), "/layer.0/dense/Sum");
        ValueId y = builder.Add(new CkksLinearMap(sum, "V", new LinearMap(LayoutText.Parse(S), LayoutText.Parse(Y), [], ["k"]), 1, D(0)), "/layer.0/copies/Mul");
        builder.Output("y", builder.Add(new CkksOutput(y, "y", LayoutText.Parse(Y), Shape.Of(Copies, Tokens)), "y"));
        return builder.Build();
    }
}
