using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Fills coefficients from a stream.</summary>
internal delegate void SecretSample(Span<double> coefficients, SeededStream stream);

/// <summary>Sampled coefficients in memory that is zeroed when it goes back.</summary>
internal static class SecretLimb
{
    /// <summary>A limb of samples; zeroed at once when sampling fails.</summary>
    public static Limb Sample(LimbPool pool, SeededStream stream, SecretSample sample)
    {
        Limb coefficients = pool.Rent(clearOnReturn: true);

        try
        {
            sample(coefficients.Span, stream);

            return coefficients;
        }
        catch
        {
            coefficients.Dispose();

            throw;
        }
    }
}
