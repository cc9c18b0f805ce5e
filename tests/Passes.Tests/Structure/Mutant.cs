using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Passes.Tests.Structure;

/// <summary>A changed transformer.</summary>
/// <param name="Seed">Makes it again.</param>
/// <param name="Change">What was changed, for people.</param>
/// <param name="Model">The result.</param>
internal sealed record Mutant(int Seed, string Change, ModelProto Model)
{
    private static readonly int[] Sizes = [1, 2, 3, 4, 5, 6, 8];

    /// <summary>One or two changes of a transformer, whose sizes differ in a quarter of the cases.</summary>
    public static Mutant Of(int seed)
    {
        Random random = new(seed);
        TransformerShape shape = new() { IsCompact = random.Next(3) == 0 };
        if (random.Next(4) == 0)
        {
            int Any() => Sizes[random.Next(Sizes.Length)];
            shape = shape with { Tokens = Any(), Width = Any() * 2, Heads = random.Next(1, 5), Hidden = Any() * 2, Classes = Any() };
        }

        ModelProto model = SmallTransformer.Create(shape);
        ModelMutator mutator = new(random);
        string change = string.Join("; ", Enumerable.Range(0, random.Next(5) == 0 ? 2 : 1).Select(_ => mutator.Mutate(model)));
        return new Mutant(seed, $"{shape}: {change}", model);
    }
}
