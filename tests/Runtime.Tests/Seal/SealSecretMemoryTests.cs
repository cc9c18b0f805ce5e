using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Seal;
using PowerSoftmax.Runtime.Seal.Secrets;
using PowerSoftmax.Runtime.Tests.Ckks;

namespace PowerSoftmax.Runtime.Tests.Seal;

/// <summary>Secrets in SEAL's form leave zeros behind, whether reading succeeds or not, and say when they are gone.</summary>
public sealed class SealSecretMemoryTests : IDisposable
{
    private readonly CkksParameters insecure = InsecureParameters.Create(10, 1, 1);
    private readonly SealConverter converter;
    private readonly SecretKey secret;

    public SealSecretMemoryTests()
    {
        converter = new SealConverter(insecure, Workers.Sequential);
        using KeyGenerator generator = new(insecure, Workers.Sequential);
        secret = generator.CreateSecretKey();
    }

    public void Dispose()
    {
        SecretBytes.Watched = null;
        secret.Dispose();
    }

    [Fact]
    public void ConvertingWritingAndReadingLeavesZeros()
    {
        SecretBytes.Watched = [];
        byte[] stored = Stored();

        using (SealSecretKey read = SealSecretKeySerializer.ReadSecret(new MemoryStream(stored), converter.Seal))
        using (SecretKey back = converter.ToEngine(read, Workers.Sequential))
        {
            Assert.True(back.Coefficients.Span.SequenceEqual(secret.Coefficients.Span));
        }

        AssertZeros();
    }

    [Fact]
    public void BytesThatTurnOutToBeNoKeyLeaveZeros()
    {
        byte[] stored = Stored();
        stored.AsSpan(stored.Length - 8).Fill(0xFF);
        int lent = insecure.Ring.Limbs.SecretsLent;
        SecretBytes.Watched = [];

        Assert.Throws<InvalidSealDataException>(() => SealSecretKeySerializer.ReadSecret(new MemoryStream(stored), converter.Seal));
        AssertZeros();

        stored.AsSpan(stored.Length - 8).Clear();
        using SealSecretKey damaged = SealSecretKeySerializer.ReadSecret(new MemoryStream(stored), converter.Seal);
        Assert.Throws<InvalidSealDataException>(() => converter.ToEngine(damaged, Workers.Sequential));
        Assert.Equal(lent, insecure.Ring.Limbs.SecretsLent);
    }

    [Fact]
    public void WhatWasDisposedSaysSo()
    {
        SealSecretKey gone = converter.ToSeal(secret);
        SealEvaluator evaluator = new(converter, null, null, Workers.Sequential);
        gone.Dispose();
        gone.Dispose();
        evaluator.Dispose();
        evaluator.Dispose();
        using Ciphertext x = Ciphertext.Allocate(insecure, insecure.MaxLevel, insecure.DefaultScale(insecure.MaxLevel), 1);

        Assert.Equal(nameof(SealSecretKey), Assert.Throws<ObjectDisposedException>(() => converter.ToEngine(gone, Workers.Sequential)).ObjectName);
        Assert.Equal(nameof(SealSecretKey), Assert.Throws<ObjectDisposedException>(() => SealSecretKeySerializer.WriteSecret(Stream.Null, gone)).ObjectName);
        Assert.Equal(nameof(SealEvaluator), Assert.Throws<ObjectDisposedException>(() => evaluator.Add(x, x)).ObjectName);
        Assert.Equal(nameof(SealEvaluator), Assert.Throws<ObjectDisposedException>(() => evaluator.Rotate(x, 1)).ObjectName);
        secret.Dispose();
        Assert.Equal(nameof(SecretKey), Assert.Throws<ObjectDisposedException>(() => converter.ToSeal(secret)).ObjectName);
    }

    private static void AssertZeros()
    {
        Assert.NotEmpty(SecretBytes.Watched!);
        Assert.All(SecretBytes.Watched!, static buffer => Assert.All(
            buffer is ulong[] words ? words.Distinct() : ((byte[])buffer).Distinct().Select(static value => (ulong)value), static value => Assert.Equal(0UL, value)));
    }

    private byte[] Stored()
    {
        using SealSecretKey key = converter.ToSeal(secret);
        using MemoryStream stream = new();
        SealSecretKeySerializer.WriteSecret(stream, key, SealWriteOptions.Default with { Compression = SealCompression.None });

        return stream.ToArray();
    }
}
