using CsCheck;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Tests.Ckks;

/// <summary>Laws that hold for all messages: the operation on ciphertexts is the operation on slots.</summary>
public sealed class HomomorphismProperties : IDisposable
{
    private const int Iterations = 25;
    private const double Bits = 26;

    private static readonly CkksParameters InsecureLogN10 = InsecureParameters.Create(10, 3, 2);

    private static readonly Gen<double[]> Messages = Gen.Double[-8, 8].Array[InsecureLogN10.SlotCount];

    private readonly CkksKit kit = CkksKit.WithKeys(InsecureLogN10, [.. Enumerable.Range(0, 9).Select(static i => 1 << i)]);

    [Fact]
    public void SumsAndDifferences() => Gen.Select(Messages, Messages).Sample(
        (a, b) =>
        {
            using Ciphertext x = kit.Encrypt(a);
            using Ciphertext y = kit.Encrypt(b);
            using Ciphertext sum = kit.Evaluator.Add(x, y);
            using Ciphertext back = kit.Evaluator.Sub(sum, y);
            kit.AssertDecryptsTo(i => a[i] + b[i], sum, Bits);
            kit.AssertDecryptsTo(i => a[i], back, Bits);
        },
        iter: Iterations,
        threads: 1);

    [Fact]
    public void Products() => Gen.Select(Messages, Messages).Sample(
        (a, b) =>
        {
            using Ciphertext x = kit.Encrypt(a);
            using Ciphertext y = kit.Encrypt(b);
            using Ciphertext product = kit.Evaluator.MultiplyRelinearizeRescale(x, y);
            kit.AssertDecryptsTo(i => a[i] * b[i], product, Bits);
        },
        iter: Iterations,
        threads: 1);

    [Fact]
    public void ProductsDistributeOverSums() => Gen.Select(Messages, Messages, Gen.Double[-3, 3]).Sample(
        (a, b, c) =>
        {
            using Ciphertext x = kit.Encrypt(a);
            using Ciphertext shifted = kit.Evaluator.AddConstant(x, c);
            using Plaintext plaintext = kit.Encode(b, x.Level);
            using Ciphertext product = kit.Evaluator.MultiplyPlain(shifted, plaintext);
            using Ciphertext rescaled = kit.Evaluator.Rescale(product);
            kit.AssertDecryptsTo(i => (a[i] * b[i]) + (c * b[i]), rescaled, Bits);
        },
        iter: Iterations,
        threads: 1);

    [Fact]
    public void RotationsCompose() => Gen.Select(Messages, Gen.Int[0, 8], Gen.Int[0, 8]).Sample(
        (a, first, second) =>
        {
            using Ciphertext x = kit.Encrypt(a);
            using Ciphertext once = kit.Evaluator.Rotate(x, 1 << first);
            using Ciphertext twice = kit.Evaluator.Rotate(once, 1 << second);
            kit.AssertDecryptsTo(i => a[(i + (1 << first) + (1 << second)) % a.Length], twice, Bits);
        },
        iter: Iterations,
        threads: 1);

    public void Dispose() => kit.Dispose();
}
