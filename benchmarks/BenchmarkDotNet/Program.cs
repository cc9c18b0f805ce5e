using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// For example: --filter '*Ntt*' --job short. Every set of benchmarks is built and run in a process of its own; building may take long on a
// busy machine. With --inProcess it runs in this one.
IConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
