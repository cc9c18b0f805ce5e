namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A sum that takes over what it is given.</summary>
/// <typeparam name="T">Of ciphertexts of one kind.</typeparam>
/// <param name="addTo">Adds the second to the first, in place.</param>
internal sealed class Total<T>(Action<T, T> addTo) : IDisposable
    where T : class, IDisposable
{
    /// <summary>The sum so far, this object's; null before the first summand.</summary>
    public T? Value { get; private set; }

    public void Add(T summand)
    {
        if (Value is null)
        {
            Value = summand;
            return;
        }

        using (summand)
        {
            addTo(Value, summand);
        }
    }

    /// <summary>Hands the sum over and starts anew.</summary>
    public T Take()
    {
        T taken = Value!;
        Value = null;
        return taken;
    }

    public void Dispose() => Value?.Dispose();
}
