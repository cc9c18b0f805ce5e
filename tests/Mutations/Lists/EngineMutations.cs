namespace PowerSoftmax.Mutations.Lists;

/// <summary>Faults of the engine around the cryptographic core: readers, files, bootstraps, noise, and what is disposed while it is used.</summary>
internal static class EngineMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("seal-reader-accepts-the-prime")
        {
            File = "src/Runtime/Seal/Format/SealReader.cs",
            Old = "if (limb[i] >= prime)",
            New = "if (limb[i] > prime)",
            CaughtBy = "Runtime.Tests/SealReaderTests",
        },
        new("reader-accepts-the-prime")
        {
            File = "src/Runtime/Rlwe/Serialization/ResidueBytes.cs",
            Old = "invalid |= Vector.GreaterThanOrEqual(bits, new Vector<ulong>(modulus.Value));",
            New = "invalid |= Vector.GreaterThan(bits, new Vector<ulong>(modulus.Value));",
            CaughtBy = "Runtime.Tests/ResidueBytesTests",
        },
        new("bootstrap-trace-ignores-cancellation")
        {
            File = "src/Runtime/Circuits/Bootstrapping/TargetBootstrap.cs",
            Old = """
                                cancellationToken.ThrowIfCancellationRequested();

                """,
            New = "",
            CaughtBy = "Runtime.Tests/BootstrapperTests",
        },
        new("bootstrap-cosine-of-lower-degree")
        {
            File = "src/Ir/Bootstrapping/SineApproximation.cs",
            Old = "literal.CosineDegree);",
            New = "literal.CosineDegree - 3);",
            CaughtBy = "Runtime.Tests/BootstrapperTests",
        },
        new("bootstrap-arcsine-by-taylor")
        {
            File = "src/Ir/Bootstrapping/SineApproximation.cs",
            Old = "Interpolate(t => Math.Asin(largest * t), literal.ArcsineDegree)",
            New = "Interpolate(t => (largest * t) + (Math.Pow(largest * t, 3) / 6), literal.ArcsineDegree)",
            CaughtBy = "Runtime.Tests/BootstrapperTests",
        },
        new("bootstrap-keeps-imaginary-noise")
        {
            File = "src/Runtime/Circuits/Bootstrapping/SlotsToCoefficients.cs",
            Old = "RealPart.Twice(evaluator, low)",
            New = "evaluator.Add(low, low)",
            CaughtBy = "Runtime.Tests/BootstrapPairTests",
        },
        new("bootstrap-of-half-a-pair-stays-after-a-failure")
        {
            File = "src/Runtime/Circuits/Bootstrapping/TargetBootstrap.cs",
            Old = "results.Dispose();",
            New = "_ = results;",
            CaughtBy = "Runtime.Tests/BootstrapPairTests",
        },
        new("bootstrap-frees-plaintexts-that-are-lent")
        {
            File = "src/Runtime/Circuits/Bootstrapping/StagePlaintexts.cs",
            Old = "public PlaintextLease<EncodedMessage> Rent(int index) => new(plaintexts[index], lifetime.Enter());",
            New = "public PlaintextLease<EncodedMessage> Rent(int index) => new(plaintexts[index], ownsPlaintext: false);",
            CaughtBy = "Runtime.Tests/BootstrapperTests",
        },
        new("key-switch-noise-without-its-prime-count")
        {
            File = "src/Passes/Noise/NoiseModel.cs",
            Old = "digits += RoundingVariance * ratio * ratio * count;",
            New = "digits += RoundingVariance * ratio * ratio;",
            CaughtBy = "Passes.Tests/NoiseModelTests",
        },
        new("unfinished-file-has-a-fixed-name")
        {
            File = "src/Runtime/Rlwe/Serialization/AtomicFile.cs",
            Old = "path + TemporaryMark + RandomNumberGenerator.GetHexString(8, lowercase: true)",
            New = """
                path + TemporaryMark + "00000000"
                """,
            CaughtBy = "Runtime.Tests/AtomicFileTests",
        },
        new("unfinished-file-stays")
        {
            File = "src/Runtime/Rlwe/Serialization/AtomicFile.cs",
            Old = """
                            File.Delete(temporary);

                """,
            New = "",
            CaughtBy = "Runtime.Tests/AtomicFileTests",
        },
        new("server-does-not-wait")
        {
            File = "src/Runtime/Model/ModelServer.cs",
            Old = """
                        lifetime.CloseAndWait();
                        GC
                """,
            New = """
                        lifetime.Close();
                        GC
                """,
            CaughtBy = "Runtime.Tests/DisposeUnderLoadTests",
        },
        new("runs-are-summed-without-what-was-there")
        {
            File = "src/Runtime/Kernels/Drivers/SumsOfRuns.cs",
            Old = "if (factors.Accumulate)",
            New = "if (false && factors.Accumulate)",
            CaughtBy = "Runtime.Tests/SumsOfRunsTests",
        },
        new("subring-with-the-root-of-another-order")
        {
            File = "src/Runtime/Ring/Subring/Subring.cs",
            Old = "(ulong)ring.Degree >> LogTransform)",
            New = "3 * ((ulong)ring.Degree >> LogTransform))",
            CaughtBy = "Runtime.Tests/PeriodicEncoderTests",
        },
        new("plan-forgets-that-stages-repeat")
        {
            File = "src/Ir/Bootstrapping/FourierStage.cs",
            Old = "Rotations.Select(_ => Period).ToList()",
            New = "Rotations.Select(_ => slotCount).ToList()",
            CaughtBy = "Runtime.Tests/BootstrapperTests",
        },
        new("cache-frees-what-is-lent")
        {
            File = "src/Runtime/Execution/PlaintextCache.cs",
            Old = "return isLent ? new PlaintextLease<TMessage>(lent, use) : new PlaintextLease<TMessage>(lent, ownsPlaintext: true);",
            New = """
                use.Dispose();
                return new PlaintextLease<TMessage>(lent, ownsPlaintext: !isLent);
                """,
            CaughtBy = "Runtime.Tests/PlaintextCacheTests",
        },
        new("keys-are-freed-while-lent")
        {
            File = "src/Runtime/Rlwe/EvaluationKeys.cs",
            Old = "return new EvaluationKeyLease(For(purpose, level), use.Dispose);",
            New = """
                EvaluationKey key = For(purpose, level);
                use.Dispose();
                return new EvaluationKeyLease(key);
                """,
            CaughtBy = "Runtime.Tests/EvaluationKeysTests",
        },
        new("question-is-freed-while-it-is-answered")
        {
            File = "src/Runtime/Model/ModelServer.cs",
            Old = "using LifetimeUse use = lifetime.Enter(), ofInput = input.Enter();",
            New = "using LifetimeUse use = lifetime.Enter();",
            CaughtBy = "Runtime.Tests/DisposeUnderLoadTests",
        },
        new("cancellation-becomes-a-failure")
        {
            File = "src/Runtime/Model/ModelServer.cs",
            Old = """
                            cancellationToken.ThrowIfCancellationRequested();
                            lifetime
                """,
            New = "            lifetime",
            CaughtBy = "Runtime.Tests/DisposeUnderLoadTests",
        },
        new("disposed-ciphertext-says-nothing")
        {
            File = "src/Runtime/Ckks/Ciphertext.cs",
            Old = """
                        disposed = true;

                        foreach
                """,
            New = "        foreach",
            CaughtBy = "Runtime.Tests/UseAfterDisposeTests",
        },
    ];
}
