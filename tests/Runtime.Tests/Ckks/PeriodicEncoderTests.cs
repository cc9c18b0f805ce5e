using System.Numerics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ckks;

/// <summary>One period encoded in the subring is the whole message, encoded, bit for bit.</summary>
public sealed class PeriodicEncoderTests
{
    private static readonly CkksParameters Parameters = InsecureParameters.Create(14, 3, 2);
    private static readonly Encoder Whole = new(Parameters, Workers.Sequential);
    private static readonly PeriodicEncoder Periodic = new(Parameters);

    public static TheoryData<int, int, bool> Cases()
    {
        TheoryData<int, int, bool> data = [];

        // Periods on both sides of the least transform's 512 slots, to the longest; a scale at which coefficients take two reductions.
        foreach (int period in new[] { 2, 4, 16, 64, 256, Parameters.SlotCount / 8 })
        {
            data.Add(period, 40, false);
            data.Add(period, 90, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void RealResiduesAreThoseOfTheWholeMessage(int period, int logScale, bool extended)
    {
        double[] message = [.. Message(period).Select(static value => value.Real)];
        PlaintextForm form = Form(logScale, extended);

        using PeriodicPlaintext kept = Periodic.Encode(message, form);
        double[] slots = [.. Enumerable.Range(0, Parameters.SlotCount).Select(slot => message[slot % period])];
        using Plaintext whole = extended ? Whole.EncodeExtended(slots, form.Level, form.Scale) : Whole.Encode(slots, form.Level, form.Scale);

        AssertSame(whole, kept, period);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ComplexResiduesAreThoseOfTheWholeMessage(int period, int logScale, bool extended)
    {
        Complex[] message = Message(period);
        PlaintextForm form = Form(logScale, extended);

        using PeriodicPlaintext kept = Periodic.Encode(message, form);
        Complex[] slots = [.. Enumerable.Range(0, Parameters.SlotCount).Select(slot => message[slot % period])];
        using Plaintext whole = extended ? Whole.EncodeExtended(slots, form.Level, form.Scale) : Whole.Encode(slots, form.Level, form.Scale);

        AssertSame(whole, kept, period);
    }

    [Fact]
    public void AViewHasTheResiduesOfItsPrimes()
    {
        double[] message = [1, 2, 3, 4];
        using PeriodicPlaintext kept = Periodic.Encode(message, Form(40, extended: true));

        using PeriodicPlaintext view = (PeriodicPlaintext)kept.View(Parameters, new PlaintextForm(new Level(0), kept.Scale, Extended: false), [2]);

        Assert.Equal(new Level(0), view.Level);
        Assert.Equal(kept.Polynomial.Residues(2).Span.ToArray(), view.Polynomial.Residues(0).Span.ToArray());
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        PlaintextForm form = Form(40, extended: false);

        Assert.Contains("A period of 3 slots", Assert.Throws<CkksException>(() => Periodic.Encode(new double[3], form)).Message);
        Assert.Contains("power of two from 2 to 1024", Assert.Throws<CkksException>(() => Periodic.Encode(new double[1], form)).Message);
        Assert.Contains("Encode all slots", Assert.Throws<CkksException>(() => Periodic.Encode(new double[2048], form)).Message);
        Assert.Contains("below 2^97", Assert.Throws<CkksException>(() => Periodic.Encode([1, double.NaN], form)).Message);
        Assert.Throws<ParameterException>(() => Periodic.Encode([1, 2], form with { Level = new Level(99) }));
    }

    [Fact]
    public void IsRefusedAfterItWasDisposed()
    {
        PeriodicPlaintext kept = Periodic.Encode([1, 2], Form(40, extended: false));
        kept.Dispose();

        Assert.Throws<ObjectDisposedException>(() => kept.Parameters);
        Assert.Throws<ObjectDisposedException>(() => kept.Polynomial);
    }

    private static void AssertSame(Plaintext whole, PeriodicPlaintext kept, int period)
    {
        double[] expanded = new double[Parameters.N];

        Assert.Equal(period, kept.Period);
        Assert.Equal(whole.IsExtended, kept.IsExtended);
        Assert.Equal(whole.ByteCount * period / Parameters.SlotCount, kept.ByteCount);

        for (int limb = 0; limb < whole.Polynomial.LimbCount; limb++)
        {
            Assert.Equal(whole.Polynomial.PrimeIndex(limb), kept.Polynomial.PrimeIndex(limb));
            kept.Polynomial.Expand(limb, expanded);
            Assert.Equal(whole.Polynomial.Limb(limb).ToArray(), expanded);
        }
    }

    private static PlaintextForm Form(int logScale, bool extended) => new(new Level(2), new Scale(Math.ScaleB(1, logScale)), extended);

    private static Complex[] Message(int period)
    {
        Random random = new(period);

        return [.. Enumerable.Range(0, period).Select(_ => new Complex((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1))];
    }
}
