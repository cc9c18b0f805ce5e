namespace PowerSoftmax.Mutations.Lists;

/// <summary>Faults of importer, passes, tool and build.</summary>
internal static class CompilerMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("import-softmax-default-axis-before-13")
        {
            File = "src/Onnx/Operators/SoftmaxOperator.cs",
            Old = "\"axis\", flattens ? 1 : -1",
            New = "\"axis\", -1",
            CaughtBy = "Onnx.Tests/OperatorAgreementTests",
        },
        new("import-layer-normalization-default-epsilon")
        {
            File = "src/Onnx/Operators/LayerNormalizationOperator.cs",
            Old = "\"epsilon\", 1e-5f",
            New = "\"epsilon\", 1e-12f",
            CaughtBy = "Onnx.Tests/OperatorAgreementTests",
        },
        new("import-layer-normalization-epsilon-ignored")
        {
            File = "src/Onnx/Operators/LayerNormalizationOperator.cs",
            Old = "x.Count > 2 ? x[2] : null, axis, epsilon)",
            New = "x.Count > 2 ? x[2] : null, axis, 1e-5)",
            CaughtBy = "Onnx.Tests/OperatorAgreementTests",
        },
        new("samples-without-a-budget")
        {
            File = "src/Onnx/Samples/ArrayBudget.cs",
            Old = "if (taken > total)",
            New = "if (taken > Most)",
            CaughtBy = "Onnx.Tests/NpzBombTests",
        },
        new("weights-of-another-training")
        {
            File = "src/Runtime/Execution/CircuitLoader.cs",
            Old = "WeightFile.Read(weights, module.Weights, module.Meta(ModuleKeys.WeightsSha256))",
            New = "WeightFile.Read(weights, module.Weights, null)",
            CaughtBy = "Runtime.Tests/CircuitLoadTests",
        },
        new("parameters-budget-exceeded-by-a-bit")
        {
            File = "src/Ir/Parameters/ParameterChecks.cs",
            Old = "if (bits > budget)",
            New = "if (bits > budget + 1)",
            CaughtBy = "Ir.Tests/CkksParameterSetTests",
        },
        new("parameters-scale-drift-of-5-bits")
        {
            File = "src/Ir/Parameters/ParameterChecks.cs",
            Old = "literal.LogDefaultScale) <= 0.5)",
            New = "literal.LogDefaultScale) <= 5)",
            CaughtBy = "Ir.Tests/CkksParameterSetTests",
        },
        new("tool-bug-exits-with-1")
        {
            File = "src/Cli/ErrorReport.cs",
            Old = "return ExitCode.Bug;",
            New = "return ExitCode.InputWrong;",
            CaughtBy = "Cli.Tests/ErrorReportTests",
        },
        .. PassMutations.All,
    ];
}
