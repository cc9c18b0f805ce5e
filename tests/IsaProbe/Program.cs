using PowerSoftmax.IsaProbe;
using PowerSoftmax.Runtime.Kernels;

// Prints the lane width that this process chose and hashes of what its kernels compute and of what a client adds to that.
Console.WriteLine($"{KernelDispatch.Best} {KernelCases.Hash(KernelDispatch.Best)} {ClientCases.Hash(KernelDispatch.Best)} {RunCases.Hash(KernelDispatch.Best)}");
