namespace PowerSoftmax.Mutations.Lists;

/// <summary>Secrets that stay in memory, or are there longer than they need to be.</summary>
internal static class ZeroingMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("zero-not-the-seed")
        {
            File = "src/Runtime/Rlwe/Sampling/Seed.cs",
            Old = """
                        SecretBytes.Zero(bytes);

                """,
            New = "",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-words-of-a-stream")
        {
            File = "src/Runtime/Rlwe/Sampling/SeededStream.cs",
            Old = """
                        SecretBytes.Zero(buffer);

                """,
            New = "",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-key-of-the-cipher")
        {
            File = "src/Runtime/Rlwe/Sampling/SeededStream.cs",
            Old = """
                            SecretBytes.Zero(copy);

                """,
            New = "",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-sampled-coefficients")
        {
            File = "src/Runtime/Rlwe/Sampling/SecretLimb.cs",
            Old = "pool.Rent(clearOnReturn: true)",
            New = "pool.Rent()",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-secret-polynomial")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretKey.cs",
            Old = "parameters.RentExtendedPolynomial(parameters.MaxLevel, secret: true)",
            New = "parameters.RentExtendedPolynomial(parameters.MaxLevel)",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-square-of-the-secret")
        {
            File = "src/Runtime/Rlwe/Secrets/GadgetKeys.cs",
            Old = "using RnsPolynomial square = parameters.RentExtendedPolynomial(parameters.MaxLevel, secret: true);",
            New = "using RnsPolynomial square = parameters.RentExtendedPolynomial(parameters.MaxLevel);",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-image-of-the-secret")
        {
            File = "src/Runtime/Rlwe/Secrets/GadgetKeys.cs",
            Old = "using RnsPolynomial image = parameters.RentExtendedPolynomial(parameters.MaxLevel, secret: true);",
            New = "using RnsPolynomial image = parameters.RentExtendedPolynomial(parameters.MaxLevel);",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-decrypted-polynomial")
        {
            File = "src/Runtime/Ckks/Secrets/Decryptor.cs",
            Old = "parameters.RentCiphertextPolynomial(level, secret: true)",
            New = "parameters.RentCiphertextPolynomial(level)",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-written-secret")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretKeySerializer.cs",
            Old = """
                            writer.WriteDigest();
                        }
                        finally
                        {
                            SecretBytes.Zero(bytes);

                """,
            New = """
                            writer.WriteDigest();
                        }
                        finally
                        {

                """,
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-read-secret")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretKeySerializer.cs",
            Old = """
                            return new SecretKey(parameters, coefficients, workers) { Identity = identity };
                        }
                        finally
                        {
                            SecretBytes.Zero(bytes);

                """,
            New = """
                            return new SecretKey(parameters, coefficients, workers) { Identity = identity };
                        }
                        finally
                        {

                """,
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-coefficients-that-were-read")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretKeySerializer.cs",
            Old = "parameters.Ring.Limbs.Rent(clearOnReturn: true)",
            New = "parameters.Ring.Limbs.Rent()",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-nothing-in-the-pool")
        {
            File = "src/Runtime/Ring/Memory/NativeBlock.cs",
            Old = "NativeMemory.Clear(Start, (nuint)pool.LimbLength * sizeof(double));",
            New = "",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-when-a-key-cannot-be-made")
        {
            File = "src/Runtime/Rlwe/Secrets/SecretKey.cs",
            Old = """
                        catch
                        {
                            Free();

                            throw;

                """,
            New = """
                        catch
                        {
                            throw;

                """,
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("zero-not-the-errors-of-a-key")
        {
            File = "src/Runtime/Rlwe/Secrets/GadgetKeys.cs",
            Old = "Array.ForEach(errors, static error => error?.Dispose());",
            New = "_ = errors;",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("secrets-may-move")
        {
            File = "src/Runtime/Rlwe/Sampling/SecretBytes.cs",
            Old = "GC.AllocateArray<T>(length, pinned: true)",
            New = "GC.AllocateArray<T>(length)",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
        new("ephemeral-secret-outlives-its-keys")
        {
            File = "src/Runtime/Rlwe/Secrets/GadgetKeys.cs",
            Old = "using SecretKey ephemeral = sampler.EphemeralSecretKey();",
            New = "SecretKey ephemeral = sampler.EphemeralSecretKey();",
            CaughtBy = "Runtime.Tests/SecretMemoryTests",
        },
    ];
}
