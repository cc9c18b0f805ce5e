namespace PowerSoftmax.Samples.PrivateIntent;

/// <summary>The answers of three neighbors, one number for each intent.</summary>
/// <param name="Encrypted">Decrypted from the server's answer.</param>
/// <param name="Polynomials">The same circuit in the clear.</param>
/// <param name="OnnxRuntime">The original model.</param>
internal sealed record Logits(float[] Encrypted, double[] Polynomials, double[] OnnxRuntime)
{
    /// <summary>Largest difference that encryption made.</summary>
    public double EncryptionError => Distance([.. Encrypted.Select(static value => (double)value)], Polynomials);

    /// <summary>Largest difference that the polynomials made.</summary>
    public double PolynomialError => Distance(Polynomials, OnnxRuntime);

    /// <summary>The decrypted logits as probabilities.</summary>
    public double[] Probabilities()
    {
        double[] powers = [.. Encrypted.Select(value => Math.Exp(value - Encrypted.Max()))];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private static double Distance(double[] left, double[] right) => left.Zip(right, static (x, y) => Math.Abs(x - y)).Max();
}
