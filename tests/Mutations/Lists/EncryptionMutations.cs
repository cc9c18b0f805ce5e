namespace PowerSoftmax.Mutations.Lists;

/// <summary>Faults in encryption and encoding: each leaves ciphertexts that decrypt rightly.</summary>
internal static class EncryptionMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("encrypt-error-from-the-published-seed")
        {
            File = "src/Runtime/Ckks/Secrets/SymmetricEncryptor.cs",
            Old = """
                        using Limb error = SampleError();

                """,
            New = """
                        using SeededStream published = new(publicSeed, 0);
                        using Limb error = SecretLimb.Sample(parameters.Ring.Limbs, published, ErrorSampler.Fill);

                """,
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-error-from-another-stream-of-the-published-seed")
        {
            File = "src/Runtime/Ckks/Secrets/SymmetricEncryptor.cs",
            Old = """
                        using Limb error = SampleError();

                """,
            New = """
                        using SeededStream published = SeededStream.OfPublic(publicSeed, 100);
                        using Limb error = SecretLimb.Sample(parameters.Ring.Limbs, published, ErrorSampler.Fill);

                """,
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-error-seed-is-constant")
        {
            File = "src/Runtime/Ckks/Secrets/SymmetricEncryptor.cs",
            Old = "using Seed errorSeed = newSeed();",
            New = "using Seed errorSeed = Seed.From(new byte[Seed.Length]);",
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-seeded-with-a-constant-seed")
        {
            File = "src/Runtime/Ckks/Secrets/SymmetricEncryptor.cs",
            Old = "        Seed publicSeed = newSeed();",
            New = "        Seed publicSeed = Seed.From(new byte[Seed.Length]);",
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-expanded-with-a-constant-seed")
        {
            File = "src/Runtime/Ckks/Secrets/SymmetricEncryptor.cs",
            Old = "using Seed publicSeed = newSeed();",
            New = "using Seed publicSeed = Seed.From(new byte[Seed.Length]);",
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-without-error")
        {
            File = "src/Runtime/Ckks/Secrets/SymmetricEncryptor.cs",
            Old = """
                        using Limb error = SampleError();

                """,
            New = """
                        using Limb error = SampleError();
                        error.Span.Clear();

                """,
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-public-with-a-constant-seed")
        {
            File = "src/Runtime/Ckks/Encryptor.cs",
            Old = "using Seed seed = newSeed();",
            New = "using Seed seed = Seed.From(new byte[Seed.Length]);",
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-public-with-one-error-twice")
        {
            File = "src/Runtime/Ckks/EncryptionRandomness.cs",
            Old = "Sample(pool, seed, 2, ErrorSampler.Fill)",
            New = "Sample(pool, seed, 1, ErrorSampler.Fill)",
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-public-with-the-mask-as-error")
        {
            File = "src/Runtime/Ckks/EncryptionRandomness.cs",
            Old = "Sample(pool, seed, 1, ErrorSampler.Fill)",
            New = "Sample(pool, seed, 0, ErrorSampler.Fill)",
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-public-without-error")
        {
            File = "src/Runtime/Ckks/EncryptionRandomness.cs",
            Old = "Sample(pool, seed, 1, ErrorSampler.Fill)",
            New = "Sample(pool, seed, 1, static (coefficients, _) => coefficients.Clear())",
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-default-seed-is-constant")
        {
            File = "src/Runtime/Ckks/Encryptor.cs",
            Old = ": this(parameters, key, workers, Seed.Create)",
            New = ": this(parameters, key, workers, static () => Seed.From(new byte[Seed.Length]))",
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-default-seed-of-symmetric-is-constant")
        {
            File = "src/Runtime/Ckks/Secrets/SymmetricEncryptor.cs",
            Old = ": this(parameters, secret, workers, Seed.Create)",
            New = ": this(parameters, secret, workers, static () => Seed.From(new byte[Seed.Length]))",
            CaughtBy = "Runtime.Tests/EncryptionRecomputationTests",
        },
        new("encrypt-half-with-a-disposed-secret")
        {
            File = "src/Runtime/Ckks/Secrets/SymmetricEncryptor.cs",
            Old = """
                        using LifetimeUse use = secret.Enter();

                """,
            New = "",
            CaughtBy = "Runtime.Tests/UseAfterDisposeTests",
        },
        new("encode-truncates")
        {
            File = "src/Runtime/Ckks/Encoding/CoefficientRounding.cs",
            Old = "Vector<double> rounded = Vector.Round(new Vector<double>(group) * factors);",
            New = "Vector<double> rounded = Vector.Truncate(new Vector<double>(group) * factors);",
            CaughtBy = "Runtime.Tests/EncoderTests",
        },
        new("encode-rounds-down")
        {
            File = "src/Runtime/Ckks/Encoding/CoefficientRounding.cs",
            Old = "Vector<double> rounded = Vector.Round(new Vector<double>(group) * factors);",
            New = "Vector<double> rounded = Vector.Floor(new Vector<double>(group) * factors);",
            CaughtBy = "Runtime.Tests/EncoderTests",
        },
        new("encode-truncates-the-last-values")
        {
            File = "src/Runtime/Ckks/Encoding/CoefficientRounding.cs",
            Old = "coefficients[i] = Math.Round(coefficients[i] * factor);",
            New = "coefficients[i] = Math.Truncate(coefficients[i] * factor);",
            CaughtBy = "Runtime.Tests/EncoderTests",
        },
        new("share-without-flooding")
        {
            File = "src/Runtime/Ckks/Secrets/Decryptor.cs",
            Old = "message[i] = Math.Round((message[i] / unit) + flood.Span[i]) * unit;",
            New = "message[i] = Math.Round(message[i] / unit) * unit;",
            CaughtBy = "Runtime.Tests/DecryptorTests",
        },
    ];
}
