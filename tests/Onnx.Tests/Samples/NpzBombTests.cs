using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Samples;

namespace PowerSoftmax.Onnx.Tests.Samples;

/// <summary>A small file never needs much memory, whatever it claims; what is refused is refused before it is allocated.</summary>
public sealed class NpzBombTests
{
    private const int MiB = 1 << 20;

    // The reader's own needs: a chunk, the zip's directory, regular expressions.
    private const long Slack = 8 * MiB;

    public static TheoryData<string, int, int> Bombs => new()
    {
        { "|i1", 1, 32 * MiB },
        { "|b1", 1, 10 * MiB },
        { "<f2", 2, 10 * MiB },
        { "<f4", 4, 10 * MiB },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void AnArrayThatCompressesAThousandfoldIsRefusedBeforeItIsUnpacked(string code, int size, int count)
    {
        byte[] file = NpyBytes.Zip(("x.npy", NpyBytes.Zeros(code, size, count)));
        Assert.True(file.Length < 300_000, $"{file.Length}");

        Assert.InRange(AllocatedUntilRefused(file, " MiB of memory"), 0, Slack);
    }

    [Fact]
    public void ManySmallBombsAreAsLargeAsOne()
    {
        byte[] array = NpyBytes.Zeros("|u1", 1, MiB);
        byte[] file = NpyBytes.Zip([.. Enumerable.Range(0, 64).Select(index => ($"x{index}.npy", array))]);

        Assert.InRange(AllocatedUntilRefused(file, " MiB of memory"), 0, ArrayBudget.AlwaysAllowed + (ArrayBudget.Ratio * (long)file.Length) + Slack);
    }

    [Theory]
    [InlineData("(67108864,)")]
    [InlineData("(8192, 8192)")]
    [InlineData("(1, 1, 1, 16777216)")]
    public void AShapeThatTheFileCannotHoldIsRefusedBeforeItIsAllocated(string shape)
    {
        byte[] file = NpyBytes.Zip(("x.npy", NpyBytes.Array($"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}", 1, new byte[64])));

        Assert.InRange(AllocatedUntilRefused(file, " MiB of memory"), 0, Slack);
    }

    [Fact]
    public void AColumnMajorArrayIsChargedForItsCopy()
    {
        byte[] Array(string order) => NpyBytes.Zip(
            ("x.npy", NpyBytes.Array($"{{'descr': '|u1', 'fortran_order': {order}, 'shape': (2048, 3072), }}", 1, new byte[2048 * 3072])));

        Assert.Equal(2048 * 3072, NpyBytes.Read(Array("False"))["x"].Shape.Count);
        AllocatedUntilRefused(Array("True"), "96.0 MiB");
    }

    [Fact]
    public void AHeaderOfMegabytesIsRefused()
    {
        string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }" + new string(' ', MiB);
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => NpyBytes.Read(NpyBytes.Zip(("x.npy", NpyBytes.Array(header, 2, [1]))))).Diagnostic;

        Assert.Equal(DiagnosticKinds.FileUnreadable.Id, diagnostic.Id);
        Assert.Contains("at most 8192 are read", diagnostic.Message);
    }

    [Fact]
    public void TooManyArraysAreRefused()
    {
        byte[] array = NpyBytes.Zeros("|u1", 1, 1);
        byte[] file = NpyBytes.Zip([.. Enumerable.Range(0, NpzFile.MaxArrays + 1).Select(index => ($"{index}.npy", array))]);

        Assert.Contains("at most 4096 are read", Assert.Throws<DiagnosticException>(() => NpyBytes.Read(file)).Diagnostic.Message);
    }

    // Padded tokens and constant masks are what people save compressed.
    [Fact]
    public void PaddedTokensOfAFewThousandSamplesAreRead()
    {
        const int Samples = 4000;
        const int Tokens = 128;
        byte[] data = new byte[Samples * Tokens * sizeof(long)];
        Random random = new(7);
        for (int sample = 0; sample < Samples; sample++)
        {
            for (int token = 0; token < 12; token++)
            {
                BitConverter.TryWriteBytes(data.AsSpan(((sample * Tokens) + token) * sizeof(long)), (long)random.Next(30000));
            }
        }

        string header = $"{{'descr': '<i8', 'fortran_order': False, 'shape': ({Samples}, {Tokens}), }}";
        byte[] mask = NpyBytes.Zeros("<i8", 8, Samples * Tokens);
        IReadOnlyDictionary<string, Tensor> arrays = NpyBytes.Read(NpyBytes.Zip(("ids.npy", NpyBytes.Array(header, 1, data)), ("mask.npy", mask)));

        Assert.Equal(Samples * Tokens, arrays["ids"].Shape.Count);
        Assert.Equal(BitConverter.ToInt64(data, 8), arrays["ids"].Values[1]);
    }

    [Fact]
    public void AnAcceptedFileTakesNoMoreThanItsBudget()
    {
        byte[] file = NpyBytes.Zip(("x.npy", NpyBytes.Zeros("|u1", 1, 7 * MiB)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyDictionary<string, Tensor> arrays = NpyBytes.Read(file);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(7 * MiB, arrays["x"].Shape.Count);
        Assert.InRange(allocated, 7L * MiB * sizeof(double), ArrayBudget.AlwaysAllowed + (ArrayBudget.Ratio * (long)file.Length) + Slack);
    }

    private static long AllocatedUntilRefused(byte[] file, string size)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? thrown = Record.Exception(() => NpyBytes.Read(file));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Diagnostic diagnostic = Assert.IsType<DiagnosticException>(thrown).Diagnostic;
        Assert.Equal(DiagnosticKinds.SamplesTooLarge.Id, diagnostic.Id);
        Assert.Contains("'test.npz'", diagnostic.Message);
        Assert.Contains(size, diagnostic.Message);
        Assert.Contains("numpy.savez", diagnostic.Message);
        return allocated;
    }
}
