using PowerSoftmax.Cli;

return CommandLine.Run(args, Shell.OfProcess());
