namespace PowerSoftmax.Runtime.Kernels.Lanes;

/// <summary>A group of doubles that one instruction works on. Kernels are written once over this interface.</summary>
/// <remarks>
/// Every operation is correctly rounded lane by lane, so all implementations give the same bits. <c>MultiplyAdd</c> and
/// its two relatives round once.
/// </remarks>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Doubles in one group: 1, 2, 4 or 8.</summary>
    static abstract int Count { get; }

    static abstract TSelf Broadcast(double value);

    /// <summary>Loads <see cref="Count"/> doubles; the address needs no alignment.</summary>
    static abstract TSelf Load(double* source);

    /// <summary>Half as many doubles, each in two neighbouring lanes; one double where there is one lane.</summary>
    static abstract TSelf LoadTwice(double* source);

    /// <summary>A quarter as many doubles, each in four neighbouring lanes; one double where there are at most four lanes.</summary>
    static abstract TSelf LoadFourTimes(double* source);

    void Store(double* destination);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a * b - c, rounded once.</summary>
    static abstract TSelf MultiplySubtract(TSelf a, TSelf b, TSelf c);

    /// <summary>c - a * b, rounded once.</summary>
    static abstract TSelf MultiplyNegateAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>Transposes the 8 x 8 matrix of doubles stored row by row at <paramref name="block"/>, in place.</summary>
    static abstract void TransposeBlock(double* block);
}
