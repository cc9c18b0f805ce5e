using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A sum modulo QP that takes over what it is given.</summary>
internal sealed class ExtendedTotal(Evaluator evaluator) : IDisposable
{
    /// <summary>The sum so far, this object's; null before the first summand.</summary>
    public ExtendedCiphertext? Value { get; private set; }

    public void Add(ExtendedCiphertext summand)
    {
        if (Value is null)
        {
            Value = summand;
            return;
        }

        using (summand)
        {
            evaluator.Add(Value, summand, Value);
        }
    }

    /// <summary>Hands the sum over and starts anew.</summary>
    public ExtendedCiphertext Take()
    {
        ExtendedCiphertext taken = Value!;
        Value = null;
        return taken;
    }

    public void Dispose() => Value?.Dispose();
}
