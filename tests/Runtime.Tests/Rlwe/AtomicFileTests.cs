using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("powersoftmax-atomic-");

    private string Target => Path.Combine(folder.FullName, "file.bin");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void TwoWritersOfOneFileDoNotMeet()
    {
        AtomicFile.Write(Target, outer =>
        {
            outer.WriteByte(1);
            AtomicFile.Write(Target, static inner => inner.Write([2, 2]));
            Assert.Equal([2, 2], File.ReadAllBytes(Target));
            outer.WriteByte(1);
        });

        Assert.Equal([1, 1], File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void AnUnfinishedFileHasANameThatNobodyCanForesee()
    {
        HashSet<string> names = [];

        for (int i = 0; i < 20; i++)
        {
            AtomicFile.Write(Target, _ => names.Add(Directory.GetFiles(folder.FullName).Single(static path => path.Contains(AtomicFile.TemporaryMark, StringComparison.Ordinal))));
        }

        Assert.Equal(20, names.Count);
    }

    [Fact]
    public void AFailureLeavesTheOldFileAndNothingElse()
    {
        File.WriteAllBytes(Target, [7]);

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, static stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException("in the middle");
        }));

        Assert.Equal([7], File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(folder.FullName));
    }
}
