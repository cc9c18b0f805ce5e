using PowerSoftmax.Runtime.Seal;

namespace PowerSoftmax.Runtime.Tests.Seal;

public class SealReaderTests
{
    private const ulong Prime = 97;

    [Theory]
    [InlineData(0)]
    [InlineData(96)]
    public void AResidueBelowThePrimeIsRead(ulong residue) => Assert.Equal([1, residue], Read(1, residue));

    // The prime itself stands for zero and is the least number that is none of its residues.
    [Theory]
    [InlineData(97, 0)]
    [InlineData(98, 1)]
    [InlineData(ulong.MaxValue, 1)]
    public void AnotherNumberIsRefusedByName(ulong residue, int index)
    {
        ulong[] words = [1, 1];
        words[index] = residue;

        InvalidSealDataException error = Assert.Throws<InvalidSealDataException>(() => Read(words));

        Assert.Contains($"residue {index} is {residue} and must be below the prime {Prime}", error.Message);
    }

    private static ulong[] Read(params ulong[] words)
    {
        byte[] bytes = [.. words.SelectMany(BitConverter.GetBytes)];

        return new SealReader(new MemoryStream(bytes), "test", bytes.Length).ReadLimb(words.Length, Prime, "residues");
    }
}
