using System.Collections.Concurrent;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Tests.Ckks;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

public class SecretStreamsTests
{
    private static readonly CkksParameters Insecure = InsecureParameters.Create(10, 1, 1);

    [Fact]
    public void NoStreamIsDrawnTwiceWhateverTheThreads()
    {
        using SecretStreams streams = new(Seed.Create());
        ConcurrentBag<ulong> first = [];

        Parallel.For(0, 5000, _ =>
        {
            using SeededStream stream = streams.Next();
            first.Add(stream.NextWord());
        });

        Assert.Equal(5000, first.Distinct().Count());
    }

    [Fact]
    public void NumbersNeverBeginAgain()
    {
        using SecretStreams streams = new(Seed.Create(), ulong.MaxValue - 2);
        streams.Next().Dispose();
        streams.Next().Dispose();

        Assert.Contains("All streams", Assert.Throws<InvalidOperationException>(streams.Next).Message);
        Assert.Throws<InvalidOperationException>(streams.NextPublicSeed);
    }

    [Fact]
    public void ThreadsThatShareAGeneratorGetDifferentKeys()
    {
        using KeyGenerator generator = new(Insecure, Workers.Sequential);
        using SecretKey secret = generator.CreateSecretKey();
        ConcurrentBag<string> seeds = [];

        Parallel.For(0, 200, _ =>
        {
            using EvaluationKey key = generator.CreateGaloisKey(secret, new GaloisElement(3), Insecure.MaxLevel);
            seeds.Add(Convert.ToHexString(key.Seed!.Bytes));
        });

        Assert.Equal(200, seeds.Distinct().Count());
    }
}
