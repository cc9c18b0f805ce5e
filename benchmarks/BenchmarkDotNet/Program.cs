using BenchmarkDotNet.Running;

// For example: --filter '*Ntt*' --job short
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
