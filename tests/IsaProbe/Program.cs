using PowerSoftmax.IsaProbe;
using PowerSoftmax.Runtime.Kernels;

// Prints the lane width that this process chose and a hash of what its kernels compute.
Console.WriteLine($"{KernelDispatch.Best} {KernelCases.Hash(KernelDispatch.Best)}");
