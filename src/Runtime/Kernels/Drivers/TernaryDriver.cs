using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>The loop of all kernels with three spans in and one out.</summary>
internal static unsafe class TernaryDriver<TOperator>
    where TOperator : struct, ITernaryOperator
{
    /// <remarks>The destination may be an operand itself; it must not overlap one otherwise.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Run(
        LaneWidth lanes, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> destination, Modulus modulus, double scalar = 0.0)
    {
        KernelArguments.RequireLength(x.Length, destination.Length);
        KernelArguments.RequireLength(y.Length, destination.Length);
        KernelArguments.RequireLength(z.Length, destination.Length);

        fixed (double* xPointer = x)
        fixed (double* yPointer = y)
        fixed (double* zPointer = z)
        fixed (double* destinationPointer = destination)
        {
            Operands operands = new(xPointer, yPointer, zPointer, destinationPointer, destination.Length);

            switch (lanes)
            {
                case LaneWidth.Vector512: Loop<Lanes512>(operands, modulus.P, modulus.PInverse, scalar); break;
                case LaneWidth.Vector256: Loop<Lanes256>(operands, modulus.P, modulus.PInverse, scalar); break;
                case LaneWidth.Vector128: Loop<Lanes128>(operands, modulus.P, modulus.PInverse, scalar); break;
                default: Loop<LanesScalar>(operands, modulus.P, modulus.PInverse, scalar); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLanes>(Operands operands, double p, double pInverse, double scalar)
        where TLanes : struct, ILanes<TLanes>
    {
        double* x = operands.X;
        double* y = operands.Y;
        double* z = operands.Z;
        double* destination = operands.Destination;
        LaneModulus<TLanes> modulus = new(p, pInverse);
        TLanes scalars = TLanes.Broadcast(scalar);
        nint i = 0;

        for (; i <= operands.Length - TLanes.Count; i += TLanes.Count)
        {
            TOperator.Invoke(TLanes.Load(x + i), TLanes.Load(y + i), TLanes.Load(z + i), scalars, modulus).Store(destination + i);
        }

        LaneModulus<LanesScalar> one = new(p, pInverse);
        LanesScalar scalarOne = LanesScalar.Broadcast(scalar);

        for (; i < operands.Length; i++)
        {
            TOperator.Invoke(LanesScalar.Load(x + i), LanesScalar.Load(y + i), LanesScalar.Load(z + i), scalarOne, one).Store(destination + i);
        }
    }

    private readonly struct Operands(double* x, double* y, double* z, double* destination, nint length)
    {
        public readonly double* X = x;
        public readonly double* Y = y;
        public readonly double* Z = z;
        public readonly double* Destination = destination;
        public readonly nint Length = length;
    }
}
