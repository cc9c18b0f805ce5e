namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>The family of shapes that the compiler must take: member n is the same everywhere and always.</summary>
/// <remarks>Attentions go round, everything else is drawn. Sizes stay small enough for a member to run in milliseconds.</remarks>
internal static class ShapeFamily
{
    /// <summary>Members that tests walk.</summary>
    public const int Count = 240;

    /// <summary>Member n, from 0; beyond <see cref="Count"/> there are more.</summary>
    public static ModelShape Member(int number)
    {
        Random random = new(1000 + number);
        int tokens = number % 7 == 0 ? random.Next(1, 4) : random.Next(1, 41);
        ModelShape shape = new(number % 5 == 4 ? random.Next(2, 4) : 1, tokens, random.Next(2, 49), random.Next(1, 8))
        {
            Entry = Draw<EntryKind>(random),
            Padding = Draw<PaddingKind>(random),
            Pooling = Draw<PoolingKind>(random),
        };
        LayerShape[] layers = [.. Enumerable.Range(0, number % 3 == 0 ? 2 : 1).Select(layer => Layer(number + (5 * layer), random))];
        return shape with { Layers = [.. layers.Select(layer => Fitting(layer, shape))] };
    }

    private static LayerShape Layer(int number, Random random)
    {
        int width = random.Next(1, 49);
        return new LayerShape(random.Next(1, 13), width, random.Next(3) == 0 ? random.Next(1, 49) : width)
        {
            Attention = (AttentionKind)(number % Enum.GetValues<AttentionKind>().Length),
            Power = 2 << random.Next(3),
            Mask = Draw<MaskSpelling>(random),
            Causal = random.Next(3) == 0,
            Rotary = Draw<RotaryKind>(random),
            Turned = Math.Min(width, 2 + (2 * random.Next(Math.Max(1, width / 2)))) / 2 * 2,
            Context = random.Next(5) == 0 ? random.Next(1, 24) : 0,
            Fused = random.Next(2) == 0,
            Parallel = random.Next(3) == 0,
            Norm = Draw<NormKind>(random),
            FeedForward = Draw<FeedForwardKind>(random),
            Inner = random.Next(1, 40),
        };
    }

    /// <summary>The layer without what contradicts itself.</summary>
    private static LayerShape Fitting(LayerShape layer, ModelShape shape)
    {
        bool crosses = layer.Context > 0;
        bool normalizes = layer.Norm is NormKind.LayerNorm or NormKind.SpelledLayerNorm or NormKind.RmsNorm;
        return layer with
        {
            Causal = layer.Causal && !crosses && layer.Attention != AttentionKind.Linear,
            Fused = layer.Fused && !crosses,
            Rotary = layer.Turned == 0 ? RotaryKind.None : layer.Rotary,
            Norm = normalizes && shape.Width < 3 ? NormKind.Affine : layer.Norm,
            Mask = Takes(layer.Attention, layer.Mask) ? layer.Mask : MaskSpelling.FactorOfPowers,
        };
    }

    /// <summary>Whether the mask excludes keys when it is written like that.</summary>
    private static bool Takes(AttentionKind attention, MaskSpelling mask) => attention switch
    {
        AttentionKind.Softmax => mask is MaskSpelling.Summand or MaskSpelling.Choice or MaskSpelling.FactorOfPowers,
        AttentionKind.PowerSum or AttentionKind.PowerMean => mask is not MaskSpelling.Summand,
        AttentionKind.Decay => mask is not MaskSpelling.Summand,
        AttentionKind.Linear => false,
        _ => true,
    };

    private static T Draw<T>(Random random)
        where T : struct, Enum
    {
        T[] kinds = Enum.GetValues<T>();
        return kinds[random.Next(kinds.Length)];
    }
}
