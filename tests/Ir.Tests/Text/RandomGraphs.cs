using CsCheck;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.Text;

/// <summary>Random well-formed modules of the Tensor dialect, with every kind of attribute and awkward names.</summary>
internal static class RandomGraphs
{
    private static readonly string[] Names = ["x", "/layer.0/attention/MatMul", "with \"quotes\" and \\", "line\nbreak", "größe 字 \ud83d\ude00", "", "#hash", "a = b : c"];

    public static Gen<Module> Modules { get; } =
        from seed in Gen.UInt
        from count in Gen.Int[1, 40]
        select Build(new Random(unchecked((int)seed)), count);

    private static Module Build(Random random, int count)
    {
        Tensor weight = Tensor.Float(Shape.Of(4, 4), Enumerable.Range(0, 16).Select(static i => i / 8.0).ToArray());
        WeightTable weights = WeightTable.Empty.With("w \"1\"", weight);
        GraphBuilder builder = new("graph", weights);
        builder.Add(new Input(Name(random), new TensorType(ElementType.Float32, Shape.Of(2, 4, 4))), Name(random));
        builder.Add(new Constant("w \"1\""), Name(random));
        for (int node = 0; node < count; node++)
        {
            TryAdd(builder, random);
        }

        builder.Output(Name(random), new ValueId(builder.Count - 1));
        builder.Output("first", new ValueId(0));
        EquatableArray<MetadataEntry> metadata = EquatableArray<MetadataEntry>.Of(new MetadataEntry(Name(random), Name(random)));
        return new Module(Name(random), metadata, EquatableArray<Graph>.Of(builder.Build()), weights);
    }

    // Operands are drawn blindly; the type rules decide what may stay.
    private static void TryAdd(GraphBuilder builder, Random random)
    {
        ValueId Any() => new(random.Next(builder.Count));
        try
        {
            builder.Add(Op(random, Any), Name(random));
        }
        catch (IrException)
        {
            builder.Add(new Exp(Any()), Name(random));
        }
    }

    private static TensorOp Op(Random random, Func<ValueId> any) => random.Next(18) switch
    {
        0 => new MatMul(any(), any()),
        1 => new Add(any(), any()),
        2 => new Power(any(), any()),
        3 => new Softmax(any(), random.Next(-3, 3)),
        4 => new LayerNorm(any(), any(), random.Next(2) == 0 ? null : any(), random.Next(3), Real(random)),
        5 => new ReduceMean(any(), EquatableArray<int>.Of(random.Next(3)), random.Next(2) == 0),
        6 => new Reshape(any(), Shape.Of(random.Next(1, 5), random.Next(1, 5), random.Next(1, 5))),
        7 => new Transpose(any(), EquatableArray<int>.Of(2, 0, 1)),
        8 => new Slice(any(), Ints(random), Ints(random), EquatableArray<int>.Of(random.Next(3)), EquatableArray<int>.Of(-1)),
        9 => new Concat(EquatableArray<ValueId>.Of(any(), any(), any()), random.Next(3)),
        10 => new Gather(any(), any(), random.Next(3)),
        11 => new Expand(any(), Shape.Of(random.Next(1, 3), 4, 4)),
        12 => new Where(any(), any(), any()),
        13 => new Trilu(any(), random.Next(2) == 0, random.Next(-3, 4)),
        14 => new Cast(any(), (ElementType)random.Next(14)),
        15 => new Less(any(), any()),
        16 => new Gelu(any(), random.Next(2) == 0),
        _ => new ReduceSum(any(), EquatableArray<int>.Empty, true),
    };

    private static EquatableArray<int> Ints(Random random) => EquatableArray<int>.Of(random.Next(4) switch
    {
        0 => int.MaxValue,
        1 => int.MinValue,
        _ => random.Next(-5, 5),
    });

    private static double Real(Random random) => random.Next(6) switch
    {
        0 => 0,
        1 => double.Epsilon,
        2 => 1,
        3 => double.MaxValue,
        4 => -1e-5,
        _ => random.NextDouble(),
    };

    private static string Name(Random random) => Names[random.Next(Names.Length)];
}
