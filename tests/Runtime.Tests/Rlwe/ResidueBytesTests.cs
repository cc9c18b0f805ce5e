using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Runtime.Tests.Ring;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

public class ResidueBytesTests
{
    private const int Length = 256;

    [Theory]
    [InlineData(3, 1)]
    [InlineData(251, 1)]
    [InlineData(65521, 2)]
    [InlineData((1UL << 45) + 59, 6)]
    [InlineData((1UL << 48) - 59, 6)]
    [InlineData((1UL << 49) - 81, 7)]
    public void BytesAreCanonicalResiduesInStandardOrder(ulong prime, int width)
    {
        Modulus modulus = new(prime);

        foreach (string kind in TestResidues.Kinds)
        {
            double[] residues = TestResidues.Of(kind, Length, modulus, 3), back = new double[Length];
            byte[] bytes = new byte[(Length * width) + ResidueBytes.Slack];
            ResidueBytes.Pack(residues, modulus, width, bytes);

            for (int i = 0; i < Length; i++)
            {
                byte[] expected = BitConverter.GetBytes(modulus.Canonical(residues[NttOrder.StorageIndexOf(i)]))[..width];

                Assert.Equal(expected, bytes[(i * width)..((i + 1) * width)]);
            }

            Assert.True(ResidueBytes.TryUnpack(bytes, modulus, width, back));
            Assert.Equal(residues, back);
            Assert.Equal((-1, 0UL), ResidueBytes.FirstInvalid(bytes, Length, modulus, width));
        }
    }

    // All ones are above 2^52 in seven bytes, where doubles no longer hold every integer.
    [Theory]
    [InlineData((1UL << 45) + 59, 6)]
    [InlineData((1UL << 49) - 81, 7)]
    public void ResiduesThatAreNotBelowThePrimeAreFound(ulong prime, int width)
    {
        byte[] bytes = new byte[(Length * width) + ResidueBytes.Slack];
        bytes.AsSpan(77 * width, width).Fill(0xFF);

        Assert.False(ResidueBytes.TryUnpack(bytes, new Modulus(prime), width, new double[Length]));
        Assert.Equal((77, ulong.MaxValue >> (64 - (8 * width))), ResidueBytes.FirstInvalid(bytes, Length, new Modulus(prime), width));
    }

    // The prime itself stands for zero and is the least number that is none of its residues.
    [Theory]
    [InlineData(97, 1)]
    [InlineData((1UL << 45) + 59, 6)]
    [InlineData((1UL << 49) - 81, 7)]
    public void ThePrimeItselfIsNoResidue(ulong prime, int width)
    {
        byte[] bytes = new byte[(Length * width) + ResidueBytes.Slack];
        BitConverter.GetBytes(prime - 1).AsSpan(0, width).CopyTo(bytes.AsSpan(77 * width));
        Assert.True(ResidueBytes.TryUnpack(bytes, new Modulus(prime), width, new double[Length]));

        BitConverter.GetBytes(prime).AsSpan(0, width).CopyTo(bytes.AsSpan(77 * width));
        Assert.False(ResidueBytes.TryUnpack(bytes, new Modulus(prime), width, new double[Length]));
        Assert.Equal((77, prime), ResidueBytes.FirstInvalid(bytes, Length, new Modulus(prime), width));
    }
}
