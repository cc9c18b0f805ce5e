namespace PowerSoftmax.Mutations.Lists;

/// <summary>Faults in how keys are made: each leaves keys that work.</summary>
internal static class KeyMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("key-stream-repeats-its-blocks")
        {
            File = "src/Runtime/Rlwe/Sampling/SeededStream.cs",
            Old = "nextBlock += (ulong)words.Length / 2;",
            New = "nextBlock += 0;",
            CaughtBy = "Runtime.Tests/SamplerTests",
        },
        new("key-stream-number-never-advances")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretStreams.cs",
            Old = "Interlocked.CompareExchange(ref next, number + 1, number)",
            New = "Interlocked.CompareExchange(ref next, number, number)",
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-stream-number-is-not-atomic")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretStreams.cs",
            Old = """
                            ulong seen = Interlocked.CompareExchange(ref next, number + 1, number);

                """,
            New = """
                            ulong seen = number;
                            Thread.Yield();
                            Volatile.Write(ref next, number + 1);

                """,
            CaughtBy = "Runtime.Tests/SecretStreamsTests",
        },
        new("key-stream-number-begins-again")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretStreams.cs",
            Old = "while (number != End)",
            New = "while (true)",
            CaughtBy = "Runtime.Tests/SecretStreamsTests",
        },
        new("key-public-seed-is-the-secret-seed")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretStreams.cs",
            Old = "return Seed.From(MemoryMarshal.AsBytes(ToLittleEndian(words, stackalloc ulong[Seed.Length / sizeof(ulong)])));",
            New = "return Seed.From(seed.Bytes);",
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-public-seed-is-constant")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretSampler.cs",
            Old = "public Seed PublicSeed() => streams.NextPublicSeed();",
            New = "public Seed PublicSeed() => Seed.From(new byte[Seed.Length]);",
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-public-seed-of-the-public-key-is-constant")
        {
            File = "src/Runtime/Rlwe/Secrets/KeyGenerator.cs",
            Old = "Seed publicSeed = streams.NextPublicSeed();",
            New = "Seed publicSeed = Seed.From(new byte[Seed.Length]);",
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-one-error-for-all-digits")
        {
            File = "src/Runtime/Rlwe/Secrets/GadgetKeys.cs",
            Old = "limbs.Encrypt(digit, i, errors[digit].Span, masked[digit], uniform[digit]);",
            New = "limbs.Encrypt(digit, i, errors[0].Span, masked[digit], uniform[digit]);",
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-one-uniform-half-for-all-digits")
        {
            File = "src/Runtime/Rlwe/Secrets/GadgetLimbs.cs",
            Old = "uniform.UniformLimb(i, publicSeed, (ulong)digit << 8)",
            New = "uniform.UniformLimb(i, publicSeed, 0)",
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-error-from-the-published-seed")
        {
            File = "src/Runtime/Rlwe/Secrets/GadgetKeys.cs",
            Old = "errors[digit] = sampler.Error();",
            New = """
                using SeededStream published = SeededStream.OfPublic(publicSeed, 1000 + (ulong)digit);
                errors[digit] = SecretLimb.Sample(parameters.Ring.Limbs, published, ErrorSampler.Fill);
                """,
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-without-errors")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretSampler.cs",
            Old = "public Limb Error() => Sample(ErrorSampler.Fill);",
            New = "public Limb Error() => Sample(static (coefficients, _) => coefficients.Clear());",
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-error-of-one-sign")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretSampler.cs",
            Old = "public Limb Error() => Sample(ErrorSampler.Fill);",
            New = """
                public Limb Error() => Sample(static (coefficients, stream) =>
                {
                    ErrorSampler.Fill(coefficients, stream);
                    foreach (ref double value in coefficients)
                    {
                        value = Math.Abs(value);
                    }
                });
                """,
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-seed-of-a-generator-is-constant")
        {
            File = "src/Runtime/Rlwe/Sampling/Seed.cs",
            Old = "RandomNumberGenerator.Fill(bytes);",
            New = "bytes[0] = 1;",
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-ephemeral-secret-of-another-weight")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretSampler.cs",
            Old = "SparseTernarySampler.Fill(coefficients, weight, stream)",
            New = "SparseTernarySampler.Fill(coefficients, weight / 2, stream)",
            CaughtBy = "Runtime.Tests/KeyRecomputationTests",
        },
        new("key-generator-is-used-after-dispose")
        {
            File = "src/Runtime/Rlwe/Sampling/Seed.cs",
            Old = """
                            ObjectDisposedException.ThrowIf(disposed, this);

                """,
            New = "",
            CaughtBy = "Runtime.Tests/UseAfterDisposeTests",
        },
    ];
}
