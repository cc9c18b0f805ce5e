using System.IO.Compression;
using System.Text;
using CsCheck;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Samples;

namespace PowerSoftmax.Onnx.Tests.Samples;

/// <summary>Arrays survive writing and reading; damaged files end in a diagnostic.</summary>
public sealed class NpzFileTests
{
    private static readonly ElementType[] Elements =
    [
        ElementType.Float32, ElementType.Float64, ElementType.Float16, ElementType.Int8, ElementType.Int16, ElementType.Int32, ElementType.Int64,
        ElementType.UInt8, ElementType.UInt16, ElementType.UInt32, ElementType.UInt64, ElementType.Bool,
    ];

    private static readonly Gen<Tensor> AnyTensor =
        from element in Gen.Int[0, Elements.Length - 1].Select(static index => Elements[index])
        from sizes in Gen.Int[0, 4].Array[0, 4]
        let shape = Shape.Of(sizes)
        from values in Gen.Double[0, 127].Array[(int)shape.Count]
        select new Tensor(element, shape, System.Array.ConvertAll(values, value => ElementRounding.Round(value, element)));

    [Fact]
    public void WhatIsWrittenIsRead() => AnyTensor.Sample(static tensor =>
    {
        Tensor read = NpyBytes.Read(Write(tensor))["a"];

        return read.Type == tensor.Type && read.Values.SequenceEqual(tensor.Values);
    });

    [Theory]
    [InlineData(ElementType.Float32, -1.5)]
    [InlineData(ElementType.Int8, -128.0)]
    [InlineData(ElementType.Int64, -9007199254740992.0)]
    [InlineData(ElementType.UInt64, 9223372036854775808.0)]
    [InlineData(ElementType.UInt32, 4294967295.0)]
    [InlineData(ElementType.Float64, double.NegativeInfinity)]
    public void EndsOfTheRangesSurvive(ElementType element, double value) =>
        Assert.Equal([value], NpyBytes.Read(Write(new Tensor(element, Shape.Of(1), [value])))["a"].Values);

    [Fact]
    public void EqualArraysGiveEqualBytes() => Assert.Equal(Write(Numbers()), Write(Numbers()));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryFormatVersionIsRead(int version)
    {
        byte[] array = NpyBytes.Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", version, [0, 0, 128, 63, 0, 0, 0, 64]);

        Assert.Equal([1.0, 2.0], NpyBytes.Read(NpyBytes.Zip(("a.npy", array)))["a"].Values);
    }

    [Fact]
    public void ColumnMajorArraysAreTurnedRowMajor()
    {
        byte[] array = NpyBytes.Array("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", 1, [1, 4, 2, 5, 3, 6]);

        Assert.Equal([1.0, 2, 3, 4, 5, 6], NpyBytes.Read(NpyBytes.Zip(("a.npy", array)))["a"].Values);
    }

    [Theory]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }", ">f4")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "|O")]
    [InlineData("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,), }", "header")]
    [InlineData("{'descr': '<f4', 'shape': (2,), }", "header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", "shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000, 1000000), }", "elements")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1048576,), }", "end")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "goes on")]
    public void HeaderThatLiesIsReported(string header, string part)
    {
        Diagnostic diagnostic = Fails(NpyBytes.Zip(("a.npy", NpyBytes.Array(header, 1, new byte[8]))));

        Assert.Contains("a.npy", diagnostic.Message);
        Assert.Contains(part, diagnostic.Message);
    }

    [Fact]
    public void EntryThatIsNoArrayIsReported() => Assert.Contains("readme.txt", Fails(NpyBytes.Zip(("readme.txt", [1, 2, 3]))).Message);

    [Fact]
    public void NameThatOccursTwiceIsReported()
    {
        byte[] array = NpyBytes.Array("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", 1, [1]);

        Assert.Contains("twice", Fails(NpyBytes.Zip(("a.npy", array), ("a.npy", array))).Message);
    }

    [Fact]
    public void DamagedFileIsReadOrReported()
    {
        byte[] bytes = Write(Numbers());
        Random random = new(5);
        for (int round = 0; round < 3000; round++)
        {
            byte[] damaged = bytes[..random.Next(1, bytes.Length + 1)];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Exception? thrown = Record.Exception(() => NpyBytes.Read(damaged));

            Assert.True(thrown is null or DiagnosticException, thrown?.ToString());
        }
    }

    [Fact]
    public void MissingFileIsReported() => Assert.Equal(
        DiagnosticKinds.FileUnreadable.Id,
        Assert.Throws<DiagnosticException>(static () => NpzFile.Read(Path.Combine(AppContext.BaseDirectory, "no-such.npz"))).Diagnostic.Id);

    private static Tensor Numbers() => Tensor.Float(Shape.Of(2, 3), 1, 2, 3, 4, 5, 6);

    private static byte[] Write(Tensor tensor)
    {
        using MemoryStream stream = new();
        NpzFile.Write(stream, [new KeyValuePair<string, Tensor>("a", tensor)]);
        return stream.ToArray();
    }

    private static Diagnostic Fails(byte[] bytes)
    {
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => NpyBytes.Read(bytes)).Diagnostic;
        Assert.Equal(DiagnosticKinds.FileUnreadable.Id, diagnostic.Id);
        return diagnostic;
    }
}
