using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>Products of ciphertexts. Scales multiply; the degree becomes 2 until relinearized.</content>
public sealed partial class Evaluator
{
    /// <summary>x * y, slot by slot, of degree 2. Operands of degree 1 and the same level; their scales may differ.</summary>
    public Ciphertext Multiply(Ciphertext x, Ciphertext y)
    {
        CheckProduct(nameof(Multiply), x, y);
        Ciphertext result = Allocate(x.Level, x.Scale * y.Scale, 2);
        RingOperations.Multiply(x[0], y[0], result[0], Workers);
        RingOperations.SumOfProducts([x[0], x[1]], [y[1], y[0]], result[1], Workers);
        RingOperations.Multiply(x[1], y[1], result[2], Workers);

        return result;
    }

    /// <summary>x * x, of degree 2. A little cheaper than <see cref="Multiply"/>.</summary>
    public Ciphertext Square(Ciphertext x)
    {
        CheckProduct(nameof(Square), x, x);
        Ciphertext result = Allocate(x.Level, x.Scale * x.Scale, 2);
        RingOperations.Multiply(x[0], x[0], result[0], Workers);
        RingOperations.Multiply(x[0], x[1], result[1], Workers);
        RingOperations.Add(result[1], result[1], result[1], Workers);
        RingOperations.Multiply(x[1], x[1], result[2], Workers);

        return result;
    }

    /// <summary>sum += x * y: one relinearization then serves many products. The sum has degree 2, the same level, the product's scale.</summary>
    public void MultiplyThenAdd(Ciphertext x, Ciphertext y, Ciphertext sum)
    {
        CheckProduct(nameof(MultiplyThenAdd), x, y);
        CheckTarget(nameof(MultiplyThenAdd), x, x.Scale * y.Scale, sum, 2);
        RingOperations.MultiplyThenAdd(x[0], y[0], sum[0], Workers);
        RingOperations.MultiplyThenAdd(x[0], y[1], sum[1], Workers);
        RingOperations.MultiplyThenAdd(x[1], y[0], sum[1], Workers);
        RingOperations.MultiplyThenAdd(x[1], y[1], sum[2], Workers);
    }

    /// <summary>Degree 2 to 1 by a key switch from s^2. Cost: one key switch. Level and scale unchanged.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is no relinearization key for this level.</exception>
    public Ciphertext Relinearize(Ciphertext x)
    {
        Operands.SameParameters(nameof(Relinearize), Parameters, x.Parameters);
        Operands.Degree(nameof(Relinearize), x, 2);
        using EvaluationKeyLease lease = Keys.Rent(KeyPurpose.Relinearization, x.Level);
        Ciphertext result = Allocate(x.Level, x.Scale, 1);
        using RaisedDigits digits = keySwitcher.DecomposeLazy(x[2]);
        GadgetRows switched = new(Parameters, digits, lease.Key, new PairAddends(x[0], x[1]));
        keySwitcher.Divide(switched, x.Level, new PairSink(result[0], result[1]));

        return result;
    }

    /// <summary>Relinearizes and rescales with one division by P q_level: cheaper than the two, and rounded once.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is no relinearization key for this level.</exception>
    /// <exception cref="LevelMismatchException">The level is 0.</exception>
    public Ciphertext RelinearizeRescale(Ciphertext x)
    {
        Operands.SameParameters(nameof(RelinearizeRescale), Parameters, x.Parameters);
        Operands.Degree(nameof(RelinearizeRescale), x, 2);
        Operands.Rescalable(nameof(RelinearizeRescale), x.Level);
        using EvaluationKeyLease lease = Keys.Rent(KeyPurpose.Relinearization, x.Level);
        Level level = x.Level;
        Ciphertext result = Allocate(level - 1, Parameters.Rescaled(x.Scale, level), 1);
        using RaisedDigits digits = keySwitcher.DecomposeLazy(x[2]);
        GadgetRows switched = new(Parameters, digits, lease.Key, new PairAddends(x[0], x[1]));
        keySwitcher.DivideRescaling(switched, level, new PairSink(result[0], result[1]));

        return result;
    }

    /// <summary>The usual product: degree 1, one level lower, scale D_(l-1) when the operands had D_l.</summary>
    public Ciphertext MultiplyRelinearizeRescale(Ciphertext x, Ciphertext y)
    {
        using Ciphertext product = Multiply(x, y);

        return RelinearizeRescale(product);
    }

    /// <summary>The usual square: degree 1, one level lower.</summary>
    public Ciphertext SquareRelinearizeRescale(Ciphertext x)
    {
        using Ciphertext square = Square(x);

        return RelinearizeRescale(square);
    }

    private void CheckProduct(string operation, Ciphertext x, Ciphertext y)
    {
        Operands.SameParameters(operation, Parameters, x.Parameters);
        Operands.SameParameters(operation, Parameters, y.Parameters);
        Operands.SameLevel(operation, x.Level, y.Level);
        Operands.Degree(operation, x, 1);
        Operands.Degree(operation, y, 1);
    }
}
