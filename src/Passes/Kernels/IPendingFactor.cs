namespace PowerSoftmax.Passes.Kernels;

/// <summary>A product or a function of rows that is still to be done to a value: other names and axes of size 1 change nothing about it.</summary>
internal interface IPendingFactor : IPending;
