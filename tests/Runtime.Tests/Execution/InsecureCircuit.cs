using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Tests.Circuits;

namespace PowerSoftmax.Runtime.Tests.Execution;

/// <summary>A compiled model of a dozen operations in an insecure ring, and what it means in the clear.</summary>
/// <remarks>x [8, 16]: h = x W + b; y = h + p(sum of h^2 / 64 over 16 slots); the client doubles x before and negates y after.</remarks>
internal static class InsecureCircuit
{
    public const int MatrixStep = 1;

    public const int PolynomialStep = 9;

    private const int Levels = 6;

    private static readonly Shape Hidden = Shape.Of(8, 16);

    private static readonly Layout Layout = LayoutText.Parse("t:8 f:16 | r:8 t:8 f:16");

    private static readonly ChebyshevSeries Series = new(new Interval(-1, 1), [0.5, 0.25, -0.125, 0.0625]);

    public static Circuit Create(int specialPrimes = 2) => Circuit.Of(Module(specialPrimes));

    public static Module Module(int specialPrimes = 2)
    {
        CkksParametersLiteral literal = InsecureClient.Literal(Levels, specialPrimes: specialPrimes);
        WeightTable weights = WeightTable.Empty
            .With("W", DiagonalMatrixTests.Weight(16, 16))
            .With("b", Tensor.Float(Shape.Of(16), [.. Enumerable.Range(0, 16).Select(static i => i / 32.0)]))
            .With("two", Tensor.Scalar(2));
        Graph[] graphs =
        [
            Ends(ModuleKeys.Prologue, "ids", "x", weights, static (input, two) => new Multiply(input, two)),
            Body(CkksParameterSet.Create(literal), weights),
            Ends(ModuleKeys.Epilogue, "y", "logits", weights, static (input, _) => new Negate(input)),
        ];
        return new Module("insecure.onnx", EquatableArray<MetadataEntry>.Empty, graphs.ToEquatableArray(), weights)
            .WithMeta(ModuleKeys.Parameters, literal.ToText())
            .WithMeta(ModuleKeys.OutputNoise + "y", "1E-09");
    }

    /// <summary>The circuit alone: x to y.</summary>
    public static double[] Evaluate(double[] x)
    {
        Module module = Module();
        double[] weight = module.Weights.Data("W").Values;
        double[] bias = module.Weights.Data("b").Values;
        double[] hidden = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            hidden[i] = bias[i % 16] + Enumerable.Range(0, 16).Sum(k => x[i - (i % 16) + k] * weight[(k * 16) + (i % 16)]);
        }

        return [.. hidden.Select((value, i) =>
            value + Series.Evaluate(Enumerable.Range(i, 16).Sum(k => hidden[k % x.Length] * hidden[k % x.Length]) / 64))];
    }

    private static Graph Ends(string name, string input, string output, WeightTable weights, Func<ValueId, ValueId, Op> body)
    {
        GraphBuilder builder = new(name, weights);
        ValueId value = builder.Add(new Input(input, new TensorType(ElementType.Float32, Hidden)), input);
        ValueId two = builder.Add(new Constant("two"), "two");
        builder.Output(output, builder.Add(body(value, two), output));
        return builder.Build();
    }

    private static Graph Body(CkksParameterSet parameters, WeightTable weights)
    {
        GraphBuilder builder = new(ModuleKeys.Circuit, weights);
        Scale D(int level) => parameters.DefaultScale(new Level(level));
        LinearMap map = new(Layout, LayoutText.Parse("t:8 g:16 | r:8 t:8 g:16"), ["f"], ["g"]);
        ValueId x = builder.Add(new CkksInput("x", Layout, new Level(Levels), D(6)), "x");
        ValueId product = builder.Add(new CkksLinearMap(x, "W", map, 4, D(5)), "/layer.0/linear/MatMul");
        ValueId h = builder.Add(new CkksAddPlain(product, "b", map.Output.Only("g")), "/layer.0/linear/MatMul.bias");
        ValueId square = builder.Add(new CkksMultiply(h, h), "/layer.0/attention/PowerSoftmax#power");
        square = builder.Add(new CkksRelinearize(square), "/layer.0/attention/PowerSoftmax.relinearize#power");
        square = builder.Add(new CkksRescale(square, (long)parameters.Q[5]), "/layer.0/attention/PowerSoftmax.rescale#power");
        ValueId small = builder.Add(new CkksMultiplyScalar(square, 1 / 64.0, D(4)), "/layer.0/attention/PowerSoftmax#sum");
        small = builder.Add(new CkksRescale(small, (long)parameters.Q[4]), "/layer.0/attention/PowerSoftmax.rescale#sum");
        ValueId sum = builder.Add(new CkksSumSlots(small, EquatableArray<long>.Of(1, 2, 4, 8)), "/layer.0/attention/PowerSoftmax#sum");
        ValueId polynomial = builder.Add(new CkksPolynomial(sum, Series, 2, D(1)), "/layer.0/attention/PowerSoftmax#inverse");
        ValueId matched = builder.Add(new CkksMatchLevel(h, new Level(1), D(1)), "/layer.0/attention/Add.match");
        ValueId y = builder.Add(new CkksAdd(matched, polynomial), "/layer.0/attention/Add");
        ValueId output = builder.Add(new CkksOutput(y, "y", Layout, Hidden), "y");
        builder.Output("y", output);
        return builder.Build();
    }
}
