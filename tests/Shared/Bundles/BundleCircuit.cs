using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.TestSupport;

/// <summary>A circuit of bundles of three ciphertexts in an insecure ring, and what it means in the clear.</summary>
/// <remarks>
/// x [8 tokens, 12 features], four features a ciphertext. d[t, e] = sum over c of (x[t, 4c + e] + x[t + 2, 4c + e]) x[t, 4c + e]; y[0] and y[1] are
/// made of the second and third ciphertext of x and y[2] of d: p((value + b[k]) / 2), summed over the four slots from each on.
/// </remarks>
internal static class BundleCircuit
{
    public const int Tokens = 8;
    public const int Features = 12;

    private const int Levels = 5;
    private const string X = "t:8 f:12 | 3 ciphertexts | f*4:3 r:32 t:8 f:4";
    private const string Y = "k:3 t:8 e:4 | 3 ciphertexts | k:3 r:32 t:8 e:4";

    private static readonly ChebyshevSeries Series = new(new Interval(-1, 1), [0.5, 0.25, -0.125, 0.0625]);
    private static readonly double[] Biases = [0.25, -0.5, 0.125];

    /// <summary>Text and weight file, as the compiler writes them.</summary>
    public static (string Text, byte[] Weights) Files()
    {
        (Module module, byte[] weights) = InsecureFiles.Of(Levels, Weights(), Body, "y");
        return (ModuleWriter.Write(ModuleSeal.Apply(module)), weights);
    }

    public static WeightTable Weights() => WeightTable.Empty.With("b", new Tensor(ElementType.Float64, Shape.Of(3), Biases)).With("half", new Tensor(ElementType.Float64, Shape.Of(1), [0.5]));

    public static double[] Question()
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, Tokens * Features).Select(_ => (float)((random.NextDouble() - 0.5) / 4))];
    }

    /// <summary>y [3, 8, 4], by its formula.</summary>
    public static double[] Answer(double[] x)
    {
        double At(int k, int t, int e) => k < 2
            ? Part(k + 1, t, e)
            : Enumerable.Range(0, 3).Sum(c => (Part(c, t, e) + Part(c, t + 2, e)) * Part(c, t, e));
        double Part(int c, int t, int e) => x[(t % Tokens * Features) + (4 * c) + e];
        double Slot(int k, int slot) => Series.Evaluate((At(k, slot / 4, slot % 4) + Biases[k]) / 2);
        return [.. Enumerable.Range(0, 3 * 32).Select(i => Enumerable.Range(i % 32, 4).Sum(slot => Slot(i / 32, slot % 32)))];
    }

    private static Graph Body(CkksParameterSet parameters, WeightTable weights)
    {
        GraphBuilder builder = new(ModuleKeys.Circuit, weights);
        Scale D(int level) => parameters.DefaultScale(new Level(level));
        ValueId x = builder.Add(new CkksInput("x", LayoutText.Parse(X), new Level(Levels), D(5)), "x");
        ValueId shifted = builder.Add(new CkksRotate(x, 8), "/layer.0/pairs/Rotate");
        ValueId sum = builder.Add(new CkksAdd(x, shifted), "/layer.0/pairs/Add");
        ValueId product = builder.Add(new CkksMultiply(sum, x), "/layer.0/pairs/Mul");
        ValueId total = builder.Add(new CkksSum(product), "/layer.0/pairs/Sum");
        total = builder.Add(new CkksRelinearize(total), "/layer.0/pairs/Sum.relinearize");
        total = builder.Add(new CkksRescale(total, (long)parameters.Q[5]), "/layer.0/pairs/Sum.rescale");
        ValueId rest = builder.Add(new CkksPart(x, 1, 2), "/layer.0/rest/Slice");
        rest = builder.Add(new CkksMatchLevel(rest, new Level(4), D(4)), "/layer.0/rest/Slice.match");
        ValueId all = builder.Add(new CkksJoin(EquatableArray<ValueId>.Of(rest, total)), "/layer.0/all/Concat");
        all = builder.Add(new CkksAddPlain(all, "b", LayoutText.Parse("k:3 | 3 ciphertexts | k:3 r:1024")), "/layer.0/all/Bias");
        all = builder.Add(new CkksMultiplyPlain(all, "half", LayoutText.Parse("o:1 | 3 ciphertexts | r:3 r:1024"), D(4)), "/layer.0/all/Half");
        all = builder.Add(new CkksRescale(all, (long)parameters.Q[4]), "/layer.0/all/Half.rescale");
        ValueId curved = builder.Add(new CkksPolynomial(all, Series, 2, D(1)), "/layer.0/all/Curve");
        ValueId y = builder.Add(new CkksSumSlots(curved, EquatableArray<long>.Of(1, 2)), "/layer.0/all/Sum");
        builder.Output("y", builder.Add(new CkksOutput(y, "y", LayoutText.Parse(Y), Shape.Of(3, 8, 4)), "y"));
        return builder.Build();
    }
}
