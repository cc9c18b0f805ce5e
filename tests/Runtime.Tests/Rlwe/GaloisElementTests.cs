using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Ckks;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

public class GaloisElementTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(17)]
    public void RotationsFormACyclicGroup(int logN)
    {
        uint mask = (2U << logN) - 1;

        foreach (int steps in (int[])[0, 1, 5, 100, -1])
        {
            GaloisElement element = GaloisElement.ForRotation(steps, logN);
            GaloisElement back = GaloisElement.ForRotation(-steps, logN);

            Assert.Equal(1U, (element.Value * back.Value) & mask);
            Assert.Equal(back, element.Inverse(logN));
            Assert.Equal(element, GaloisElement.ForRotation(steps + (1 << (logN - 1)), logN));
        }

        Assert.Equal(new GaloisElement(1), GaloisElement.ForRotation(1 << (logN - 1), logN));
        Assert.Equal(GaloisElement.ForConjugation(logN), GaloisElement.ForConjugation(logN).Inverse(logN));
    }

    [Theory]
    [InlineData(7, "rotation by 7")]
    [InlineData(-7, "rotation by -7")]
    [InlineData(512, "rotation by 512")]
    public void DescribesRotations(int steps, string words) => Assert.Equal(words, GaloisElement.ForRotation(steps, 11).Describe(11));

    [Fact]
    public void RequestsMergeToTheHighestLevel()
    {
        EvaluationKeyRequest first = EvaluationKeyRequest.ForRotations(InsecureParameters.LogN11, [1, 2, 0], new Level(3), new Level(1));
        EvaluationKeyRequest second = EvaluationKeyRequest.ForRotations(InsecureParameters.LogN11, [2, 4], new Level(5), null);
        EvaluationKeyRequest merged = first.Merge(second);

        Assert.Equal(3, merged.Galois.Count);
        Assert.Equal(new Level(1), merged.Relinearization);
        Assert.Equal(new Level(5), merged.Galois.Single(static key => key.Element == GaloisElement.ForRotation(2, 11)).MaxLevel);
    }
}
