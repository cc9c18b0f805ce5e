using PowerSoftmax.Runtime.Kernels.Lanes;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>The constants that belong to the streams of <see cref="StreamPointers{TCount}"/>, each spread over lanes.</summary>
internal readonly struct StreamWeights<TLanes, TCount>
    where TLanes : struct, ILanes<TLanes>
    where TCount : struct, IProductCount
{
    public readonly TLanes W0, W1, W2, W3, W4, W5, W6, W7;

    public StreamWeights(ReadOnlySpan<double> weights)
    {
        W0 = TLanes.Broadcast(weights[0]);
        W1 = TCount.Value > 1 ? TLanes.Broadcast(weights[1]) : default;
        W2 = TCount.Value > 2 ? TLanes.Broadcast(weights[2]) : default;
        W3 = TCount.Value > 3 ? TLanes.Broadcast(weights[3]) : default;
        W4 = TCount.Value > 4 ? TLanes.Broadcast(weights[4]) : default;
        W5 = TCount.Value > 5 ? TLanes.Broadcast(weights[5]) : default;
        W6 = TCount.Value > 6 ? TLanes.Broadcast(weights[6]) : default;
        W7 = TCount.Value > 7 ? TLanes.Broadcast(weights[7]) : default;
    }
}
