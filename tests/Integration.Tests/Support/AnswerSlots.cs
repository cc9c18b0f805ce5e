using System.Numerics;
using PowerSoftmax.Client;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Integration.Tests.Support;

/// <summary>What whoever has the key reads from all slots of an answer.</summary>
internal static class AnswerSlots
{
    /// <summary>Every slot is an output or zero and every imaginary part is zero, beyond noise; every output is there.</summary>
    /// <param name="answer">One output ciphertext.</param>
    /// <param name="client">Has the key.</param>
    /// <param name="outputs">What the ciphertext may show.</param>
    /// <param name="noise">Largest error expected.</param>
    public static void AssertHidden(Ciphertext answer, ModelClient client, double[] outputs, double noise)
    {
        Decryptor decryptor = new(client.Circuit.Parameters, client.Secret, Workers.Sequential);
        using Plaintext plaintext = decryptor.Decrypt(answer);
        Complex[] slots = new Encoder(client.Circuit.Parameters, Workers.Sequential).DecodeComplex(plaintext);
        double[] allowed = [0, .. outputs];
        int[] nearest = [.. slots.Select(slot => Array.FindIndex(allowed, value => Math.Abs(value - slot.Real) <= noise))];

        Assert.True(outputs.Max(Math.Abs) > 100 * noise, "the noise is too large to tell anything");
        Assert.DoesNotContain(-1, nearest);
        Assert.Equal(allowed.Length, nearest.Distinct().Count());
        Assert.InRange(slots.Max(static slot => Math.Abs(slot.Imaginary)), 0, noise);
    }
}
