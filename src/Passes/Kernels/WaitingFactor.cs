using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A factor of each row that a value still lacks. A linear layer may go first, so that it is computed beside the factor and not behind it.</summary>
/// <param name="Factor">Over dimensions of rows alone, or a function of each head that is still to be computed (<see cref="HeadFactors"/>).</param>
/// <param name="Name">Of the product.</param>
internal sealed record WaitingFactor(RowValue Factor, string Name) : IPendingFactor
{
    /// <summary>Each ciphertext of a layer's result is multiplied then: more of them are not worth the level.</summary>
    private const int MostProducts = 4;

    /// <summary>What the value lacked before.</summary>
    public IPending? Below { get; init; }

    public RowValue Whole(RowLowering lowering, RowValue value, string name) =>
        MultiplyKernel.Product(lowering, (value with { Pending = Below }).Whole(lowering, name), Computed(lowering), Name);

    /// <summary>What a layer made of the value, times the factor.</summary>
    public RowValue Times(RowLowering lowering, RowValue layer, string name) => layer.Pending is HalvesInPairs
        ? MultiplyKernel.OfPairs(lowering, layer, Computed(lowering), Name)
        : MultiplyKernel.Product(lowering, layer.Whole(lowering, name), Computed(lowering), Name);

    /// <summary>The factor, computed.</summary>
    public RowValue Computed(RowLowering lowering) => Factor.Whole(lowering, Name);

    /// <summary>Whether the factor waits until behind a layer. Of values of several ciphertexts it does not: two layers of BERT-base were predicted to take longer so.</summary>
    public static bool Waits(Layout value, Layout mapped) => value.CiphertextCount == 1 && mapped.CiphertextCount <= MostProducts;
}
