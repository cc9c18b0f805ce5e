namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>What an op leaves to be done: relinearization and rescale of a product can wait for a sum (see <c>LazyProducts</c>).</summary>
/// <param name="Degree">Degree of the ciphertext before it is settled; 0 where there is nothing to settle, or where the operands decide.</param>
/// <param name="IsSum">Whether the op adds products that are not settled as well as values that are.</param>
/// <param name="IsPart">Whether the op takes ciphertexts of a product that is not settled as well as of a value that is.</param>
internal readonly record struct ProductForm(int Degree, bool IsSum, bool IsPart = false)
{
    /// <summary>The result has degree 1 and the scale of its level.</summary>
    public static ProductForm Settled => default;

    /// <summary>A sum, which has the form of its operands.</summary>
    public static ProductForm Sum => new(0, IsSum: true);

    /// <summary>Ciphertexts of a bundle, which have the form of their operand.</summary>
    public static ProductForm Part => new(0, IsSum: false, IsPart: true);

    /// <summary>A product of a ciphertext by a plaintext (degree 1) or by another ciphertext (degree 2).</summary>
    public static ProductForm Product(int degree) => new(degree, IsSum: false);
}
