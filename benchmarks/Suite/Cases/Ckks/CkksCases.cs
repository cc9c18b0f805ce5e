namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>The operations of client and circuit, in the order in which they are measured, each at the highest level.</summary>
public static class CkksCases
{
    public static IReadOnlyList<CaseDefinition<CkksWorkbench>> All { get; } =
    [
        new("encode", false, static bench => new EncodeCase(bench)),
        new("encode.repeats.16", false, static bench => new EncodePeriodicCase(bench, 16)),
        new("encode.repeats.128", false, static bench => new EncodePeriodicCase(bench, 128)),
        new("encrypt", true, static bench => new EncryptCase(bench)),
        new("encrypt.symmetric", false, static bench => new EncryptSymmetricCase(bench)),
        new("decrypt", false, static bench => new DecryptCase(bench)),
        new("decode", false, static bench => new DecodeCase(bench)),
        new("key.generate", true, static bench => new KeyGenerateCase(bench)),
        new("add", false, static bench => new AddCase(bench)),
        new("multiply.plain", false, static bench => new MultiplyPlainCase(bench)),
        new("sum.plain", true, static bench => new SumPlainCase(bench, 1)),
        new("sum.plain.repeats.8", true, static bench => new SumPlainCase(bench, 8)),
        new("sum.plain.repeats.16", true, static bench => new SumPlainCase(bench, 16)),
        new("sum.plain.repeats.32", true, static bench => new SumPlainCase(bench, 32)),
        new("sum.plain.repeats.128", true, static bench => new SumPlainCase(bench, 128)),
        new("multiply", false, static bench => new MultiplyCase(bench)),
        new("rescale", false, static bench => new RescaleCase(bench)),
        new("relinearize", true, static bench => new RelinearizeCase(bench)),
        new("relinearize.rescale", true, static bench => new RelinearizeRescaleCase(bench)),
        new("relinearize.rescale.pair", true, static bench => PairCase.OfProducts(bench)),
        new("rotate", true, static bench => new RotateCase(bench)),
        new("rotate.pair", true, static bench => PairCase.OfRotations(bench)),
        new("decompose", true, static bench => new DecomposeCase(bench)),
        new("rotate.hoisted", true, static bench => new RotateHoistedCase(bench)),
        new("rotate.double_hoisted", true, static bench => new RotateDoubleHoistedCase(bench)),
        new("mod_down", true, static bench => new ModDownCase(bench)),
    ];
}
