using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Tests.Circuits;

namespace PowerSoftmax.Runtime.Tests.Execution;

public sealed class PlaintextCacheTests
{
    private static readonly CkksParameters Parameters = CkksParameters.Create(InsecureClient.Literal(levels: 1));

    private static readonly PlaintextForm Form = new(new Level(1), Parameters.DefaultScale(new Level(1)), Extended: false);

    private int encoded;

    [Fact]
    public void WhatFitsIsEncodedOnce()
    {
        using PlaintextCache cache = new(1 << 20);

        using PlaintextLease<Plaintext> first = cache.Rent(3, 0, Form, Encode);
        using PlaintextLease<Plaintext> again = cache.Rent(3, 0, Form, Encode);

        Assert.Equal(1, encoded);
        Assert.Same(first.Plaintext, again.Plaintext);
        Assert.Equal(first.Plaintext.ByteCount, cache.ByteCount);
    }

    [Fact]
    public void WhatDoesNotFitIsEncodedEachTime()
    {
        using PlaintextCache cache = new(0);

        cache.Rent(3, 0, Form, Encode).Dispose();
        cache.Rent(3, 0, Form, Encode).Dispose();

        Assert.Equal(2, encoded);
        Assert.Equal(0, cache.ByteCount);
    }

    [Fact]
    public void OtherFormsAreOtherPlaintexts()
    {
        using PlaintextCache cache = new(1 << 20);

        cache.Rent(3, 0, Form, Encode).Dispose();
        cache.Rent(3, 0, Form with { Extended = true }, Encode).Dispose();
        cache.Rent(4, 0, Form, Encode).Dispose();

        Assert.Equal(3, encoded);
    }

    [Fact]
    public void WhatIsLentOutlivesTheCache()
    {
        PlaintextCache cache = new(1 << 20);
        PlaintextLease<Plaintext> kept = cache.Rent(3, 0, Form, Encode), again = cache.Rent(3, 0, Form, Encode);

        cache.Dispose();

        Assert.Same(Parameters, kept.Plaintext.Parameters);
        kept.Dispose();
        Assert.Same(Parameters, again.Plaintext.Parameters);
        again.Dispose();
        Assert.Throws<ObjectDisposedException>(() => again.Plaintext.Parameters);
        Assert.Throws<ObjectDisposedException>(() => cache.Rent(3, 0, Form, Encode).Dispose());
        cache.Dispose();
    }

    [Fact]
    public void ThreadsMayRentWhileItIsDisposed()
    {
        PlaintextCache cache = new(1 << 20);

        Parallel.For(0, 200, i =>
        {
            try
            {
                using PlaintextLease<Plaintext> lease = cache.Rent(i % 5, 0, Form, Encode);
                Assert.Same(Parameters, lease.Plaintext.Parameters);
            }
            catch (ObjectDisposedException error) when (error.ObjectName == nameof(PlaintextCache))
            {
            }

            if (i == 100)
            {
                cache.Dispose();
            }
        });
    }

    private Plaintext Encode()
    {
        Interlocked.Increment(ref encoded);
        return new Encoder(Parameters, Workers.Sequential).Encode([1, 2, 3], Form.Level, Form.Scale);
    }
}
