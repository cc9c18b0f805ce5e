using PowerSoftmax.Cli;

using Interruption interruption = new();
return interruption.Over(CommandLine.Run(args, Shell.OfProcess(), interruption.Token));
