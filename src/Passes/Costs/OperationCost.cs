namespace PowerSoftmax.Passes.Costs;

/// <summary>Predicted cost of one operation of a circuit.</summary>
/// <param name="Milliseconds">Time on one thread, without encoding.</param>
/// <param name="EncodeMilliseconds">Time to encode the plaintexts it uses.</param>
/// <param name="Rotations">Rotations, hoisted ones included.</param>
/// <param name="KeySwitches">Rotations and relinearizations.</param>
/// <param name="Products">Products of two ciphertexts.</param>
public readonly record struct OperationCost(double Milliseconds, double EncodeMilliseconds, int Rotations, int KeySwitches, int Products)
{
    /// <summary>Nothing is computed.</summary>
    public static OperationCost Free => default;

    public static OperationCost Of(double milliseconds, double encode = 0) => new(milliseconds, encode, 0, 0, 0);

    /// <summary>The same several times, one after the other.</summary>
    public static OperationCost operator *(OperationCost cost, int times) => new(
        cost.Milliseconds * times, cost.EncodeMilliseconds * times, cost.Rotations * times, cost.KeySwitches * times, cost.Products * times);

    public static OperationCost operator +(OperationCost left, OperationCost right) => new(
        left.Milliseconds + right.Milliseconds,
        left.EncodeMilliseconds + right.EncodeMilliseconds,
        left.Rotations + right.Rotations,
        left.KeySwitches + right.KeySwitches,
        left.Products + right.Products);
}
