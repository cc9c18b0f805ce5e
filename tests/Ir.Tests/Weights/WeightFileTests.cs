using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.Tests.Weights;

public sealed class WeightFileTests
{
    private static readonly WeightTable Table = WeightTable.Empty
        .With("layer.0/query", Tensor.Float(Shape.Of(2, 3), 0.5, -1.25, 3, float.MaxValue, 0, 1))
        .With("folded", new Tensor(ElementType.Float64, Shape.Of(2), [1.0 / 3, Math.PI]))
        .With("ids", new Tensor(ElementType.Int64, Shape.Scalar, [7]));

    private static WeightTable Declared => Table.Entries.Aggregate(
        WeightTable.Empty, static (table, entry) => table.WithType(entry.Name, entry.Type));

    [Fact]
    public void ReadsBackWhatWasWrittenBitForBit()
    {
        byte[] file = WeightFile.Write(Table);

        WeightTable read = WeightFile.Read(file, Declared, WeightFile.Sha256(file));

        Assert.Equal(Table, read);
        Assert.All(Table.Entries, entry => Assert.Equal(entry.Data!.Values, read.Data(entry.Name).Values));
        Assert.Equal(file, WeightFile.Write(read));
    }

    /// <summary>Longer than what is converted at once, and of no whole number of such chunks.</summary>
    [Theory]
    [InlineData(1.0 / 3)]
    [InlineData(0.5)]
    public void LongWeightsAndTheirHashAreTheSameWhereverTheyAreWritten(double step)
    {
        WeightTable table = Table.With("long", new Tensor(ElementType.Float64, Shape.Of(40_001), [.. Enumerable.Range(0, 40_001).Select(index => index * step)]));
        using MemoryStream stream = new();

        WeightFile.Write(table, stream);
        byte[] file = stream.ToArray();

        Assert.Equal(WeightFile.Write(table), file);
        Assert.Equal(WeightFile.Sha256(file), WeightFile.Sha256(table));
        WeightTable declared = table.Entries.Aggregate(WeightTable.Empty, static (all, entry) => all.WithType(entry.Name, entry.Type));
        Assert.Equal(table.Data("long").Values, WeightFile.Read(file, declared, WeightFile.Sha256(table)).Data("long").Values);
    }

    [Fact]
    public void RefusesEveryTruncation()
    {
        byte[] file = WeightFile.Write(Table);

        for (int length = 0; length < file.Length; length++)
        {
            byte[] cut = file[..length];
            Assert.Throws<IrException>(() => WeightFile.Read(cut, Declared, null));
        }
    }

    [Fact]
    public void RefusesEveryFlippedByte()
    {
        byte[] file = WeightFile.Write(Table);

        for (int position = 0; position < file.Length; position++)
        {
            byte[] altered = [.. file];
            altered[position] ^= 0x40;
            Assert.Throws<IrException>(() => WeightFile.Read(altered, Declared, null));
        }
    }

    [Fact]
    public void NamesTheTwoHashesWhenTheFileIsAnotherModels()
    {
        byte[] file = WeightFile.Write(Table);
        string other = WeightFile.Sha256([1]);

        IrException error = Assert.Throws<IrException>(() => WeightFile.Read(file, Declared, other));

        Assert.Contains(other, error.Message);
        Assert.Contains(WeightFile.Sha256(file), error.Message);
    }

    [Fact]
    public void SaysWhichVersionIsRead()
    {
        byte[] file = WeightFile.Write(Table);
        file[4] = 2;

        Assert.Contains("version 2", Assert.Throws<IrException>(() => WeightFile.Read(file, Declared, null)).Message);
    }

    [Fact]
    public void NamesTheWeightWhoseTypeDiffers()
    {
        byte[] file = WeightFile.Write(Table);
        WeightTable declared = Declared.WithType("folded", new TensorType(ElementType.Float64, Shape.Of(3)));

        Assert.Contains("'folded'", Assert.Throws<IrException>(() => WeightFile.Read(file, declared, null)).Message);
    }
}
