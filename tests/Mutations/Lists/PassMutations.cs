namespace PowerSoftmax.Mutations.Lists;

/// <summary>Faults of the compiler's passes, analyses and checkers.</summary>
internal static class PassMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("passes-epsilon-inside-the-sum-taken-for-outside")
        {
            File = "src/Passes/Normalization/RecognizePowerSoftmax.cs",
            Old = "=> PowerPattern.Read(rewriter, summand) == power;",
            New = "=> PowerPattern.Read(rewriter, rewriter.Producer<Add>(summand)?.Left ?? summand) == power;",
            CaughtBy = "Passes.Tests/PowerSoftmaxSpellingTests",
        },
        new("passes-layer-norm-over-any-axis")
        {
            File = "src/Passes/Normalization/RecognizeLayerNorm.cs",
            Old = "return Axes.Normalize(mean.Axes[0], rank) == rank - 1 ? mean.Input : null;",
            New = "return rank > 0 ? mean.Input : null;",
            CaughtBy = "Passes.Tests/NormalizationEdgeTests",
        },
        new("passes-second-halves-of-queries-keep-their-sign")
        {
            File = "src/Passes/Kernels/HalvesInPairs.cs",
            Old = "new(0.5, -0.5)",
            New = "new(0.5, 0.5)",
            CaughtBy = "Passes.Tests/RepeatedPairsTests",
        },
        new("passes-norm-epsilon-lost-when-normalized")
        {
            File = "src/Passes/Approximate/NormalizePolynomialInputs.cs",
            Old = "double shift = (normalize.Epsilon - center) / radius;",
            New = "double shift = -center / radius;",
            CaughtBy = "Passes.Tests/AlgebraTests",
        },
        new("passes-norm-loses-its-epsilon")
        {
            File = "src/Passes/Approximate/NormalizePolynomialInputs.cs",
            Old = "new Ir.TensorDialect.Normalize(input, normalize.Epsilon, OnUnit(",
            New = "new Ir.TensorDialect.Normalize(input, 0, OnUnit(",
            CaughtBy = "Passes.Tests/AlgebraTests",
        },
        new("noise-key-switch-without-its-prime-count")
        {
            File = "src/Passes/Noise/NoiseModel.cs",
            Old = "RoundingVariance * ratio * ratio * count;",
            New = "RoundingVariance * ratio * ratio;",
            CaughtBy = "Passes.Tests/NoiseAnalysisTests",
        },
        new("noise-of-the-first-sample")
        {
            File = "src/Passes/Predict/NoiseAnalysis.cs",
            Old = "LookedSamples.Of(graph, samples, LookedSamples.ForNoise)",
            New = "LookedSamples.Of(graph, samples, LookedSamples.ForNoise).Take(1)",
            CaughtBy = "Passes.Tests/NoiseAnalysisTests",
        },
        new("placement-of-operations-that-cost-nothing")
        {
            File = "src/Passes/Manage/PlaceBootstraps.cs",
            Old = "Nanoseconds(costs.Of(node, level, model).Milliseconds);",
            New = "Nanoseconds(0 * costs.Of(node, level, model).Milliseconds);",
            CaughtBy = "Passes.Tests/PlaceBootstrapsTests",
        },
        new("placement-search-without-operation-costs")
        {
            File = "src/Passes/Manage/Placement/PlacementSearch.cs",
            Old = "state.Cost + (computed.Count * computed.Costs[operands])",
            New = "state.Cost",
            CaughtBy = "Passes.Tests/PlacementSearchTests",
        },
        new("placement-operations-of-twins-paid-once")
        {
            File = "src/Passes/Manage/Placement/PlacementSearch.cs",
            Old = "(computed.Count * computed.Costs[operands])",
            New = "computed.Costs[operands]",
            CaughtBy = "Passes.Tests/PlacementSearchTests",
        },
        new("placement-bootstraps-of-twins-paid-once")
        {
            File = "src/Passes/Manage/Placement/PlacementSearch.cs",
            Old = "problem.Prices.Of(problem.Values[value], need)",
            New = "problem.Prices.Of(problem.Values[value] with { Count = 1 }, need)",
            CaughtBy = "Passes.Tests/PlacementSearchTests",
        },
        new("placement-bootstraps-of-bundles-paid-once")
        {
            File = "src/Passes/Manage/Placement/BootstrapPrices.cs",
            Old = "((value.Ciphertexts / 2 * Pair[target]) + (value.Ciphertexts % 2 * Single[target]))",
            New = "Single[target]",
            CaughtBy = "Passes.Tests/PlacementSearchTests",
        },
        new("bootstraps-of-a-bundle-cost-as-if-each-by-itself")
        {
            File = "src/Passes/Costs/BootstrapCosts.cs",
            Old = "(sum, together) => sum + Together(target, together)",
            New = "(sum, together) => sum + (Together(target, 1) * together)",
            CaughtBy = "Passes.Tests/BootstrapCostsTests",
        },
        new("placement-twins-counted-once")
        {
            File = "src/Passes/Manage/Placement/Twins.cs",
            Old = "Count = counts[color],",
            New = "Count = 1,",
            CaughtBy = "Passes.Tests/PlacementSearchTests",
        },
        new("check-layouts-at-4-bits")
        {
            File = "src/Passes/Check/LayoutChecker.cs",
            Old = "public const double Bits = 40;",
            New = "public const double Bits = 4;",
            CaughtBy = "Passes.Tests/CheckerTests",
        },
        new("check-layouts-on-the-first-sample")
        {
            File = "src/Passes/Check/LayoutChecker.cs",
            Old = "circuit.Samples, LookedSamples.ForComparison)",
            New = "circuit.Samples, LookedSamples.ForComparison).Take(1)",
            CaughtBy = "Passes.Tests/CheckerTests",
        },
        new("check-scales-to-5-bits")
        {
            File = "src/Passes/Check/ScaleChecker.cs",
            Old = "if (!type.Scale.Matches(expected))",
            New = "if (Math.Abs(type.Scale.Log2 - expected.Log2) > 5)",
            CaughtBy = "Passes.Tests/CheckerTests",
        },
    ];
}
