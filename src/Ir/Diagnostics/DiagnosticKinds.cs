using System.Collections.Generic;

namespace PowerSoftmax.Ir.Diagnostics;

/// <summary>Every kind of diagnostic of importer and compiler, in the order of their ids.</summary>
public static class DiagnosticKinds
{
    public static readonly DiagnosticKind ModelMissing = new(
        "PSM1001", Severity.Error, "Model not found", "Model '{0}' is not compiled here. Add <EncryptedModel Include=\"{0}\" /> to the project, or correct the path; compiled: {1}.");

    public static readonly DiagnosticKind CalibrationMissing = new(
        "PSM1002", Severity.Error, "No calibration samples", "Model '{0}' has no calibration samples, so the input ranges of its non-polynomial functions are unknown. Put them beside the model as <model>.samples.npz, name them in <EncryptedModel Include=\"model.onnx\" Calibration=\"samples.npz\" />, or pass --calibration samples.npz: one array for each model input, the first axis counting samples.");

    public static readonly DiagnosticKind FileUnreadable = new(
        "PSM1003", Severity.Error, "File cannot be read", "'{0}' cannot be read: {1}.");

    public static readonly DiagnosticKind CircuitCorrupt = new(
        "PSM1004", Severity.Error, "Circuit file is damaged", "'{0}' is not a valid circuit: {1}. Compile the model again.");

    public static readonly DiagnosticKind ClassUnsuitable = new(
        "PSM1005", Severity.Error, "Class cannot be completed", "Class '{0}' cannot take the encrypted model: {1}. Declare it as 'partial class' that is neither generic nor file-local, inside partial types only; the names Circuit, Client, CreateClient, CreateServer, Server and SharedCircuit belong to the members it gets.");

    public static readonly DiagnosticKind CalibrationIgnored = new(
        "PSM1006", Severity.Warning, "Calibration of the attribute not used", "The attribute names the calibration '{1}', but '{0}' was compiled with {2}: the build cannot read attributes. Name the samples after the model ('{3}'), or write <EncryptedModel Include=\"{0}\" Calibration=\"{1}\" /> in the project.");

    public static readonly DiagnosticKind WishNotKept = new(
        "PSM1007", Severity.Warning, "Wish of the attribute not kept", "The attribute asks '{0}' for {1}, but {2}. The build cannot read attributes: write <EncryptedModel Include=\"{0}\" {1} /> in the project, or correct the attribute.");

    public static readonly DiagnosticKind NotBuiltYet = new(
        "PSM1008", Severity.Info, "Model not compiled yet", "Model '{0}' has not been compiled yet, so its server is empty: build the project once.");

    public static readonly DiagnosticKind BuildOptionWrong = new(
        "PSM1009", Severity.Error, "Option of the build not understood", "Model '{0}': {1}. Correct Options or the wishes of <EncryptedModel Include=\"{0}\" /> in the project.");

    public static readonly DiagnosticKind FileNameUnsupported = new(
        "PSM1010", Severity.Error, "File name not supported", "The file name of model '{0}' has {1}, which a build cannot pass on. Rename the file.");

    public static readonly DiagnosticKind LfsPointer = new(
        "PSM1012", Severity.Error, "File is a Git LFS pointer", "'{0}' is a Git LFS pointer of {1} bytes and not the file itself: the checkout left the content out. Install Git LFS and run 'git lfs pull' in that repository, or download the file.");

    public static readonly DiagnosticKind SamplesTooLarge = new(
        "PSM1020", Severity.Error, "Arrays too large", "The arrays of '{0}' need at least {1} of memory; a file of {3} may need {2}. Give fewer samples, or save arrays that compress this far without compression (numpy.savez).");

    public static readonly DiagnosticKind ConstantsTooLarge = new(
        "PSM1021", Severity.Error, "Constants too large", "Node '{0}': computing the model's constants takes more than {1}, up to this node. Compute them before the export (ONNX Runtime saves an optimized model), or replace what this node does.");

    public static readonly DiagnosticKind ModelTooLarge = new(
        "PSM1022", Severity.Error, "Model too large", "Node '{0}': one evaluation of the model in the clear takes more than {1}, up to this node. Use a shorter sequence, fewer features or fewer layers.");

    public static readonly DiagnosticKind RowTooWide = new(
        "PSM1023", Severity.Error, "Rows too wide", "Node '{0}' works on rows of {1} features, which become a matrix of {1} by {1}; at most {2} features are supported. Use fewer features.");

    public static readonly DiagnosticKind NotOnnx = new(
        "PSM2001", Severity.Error, "Not an ONNX model", "'{0}' is not an ONNX model: {1}.");

    public static readonly DiagnosticKind OperatorUnsupported = new(
        "PSM2002", Severity.Error, "Operator not supported", "Node '{0}': operator '{1}' (domain '{2}', opset {3}) is not supported. {4}");

    public static readonly DiagnosticKind OperatorMalformed = new(
        "PSM2003", Severity.Error, "Operator used wrongly", "Node '{0}': operator '{1}' (opset {2}): {3}");

    public static readonly DiagnosticKind OpsetUnsupported = new(
        "PSM2004", Severity.Error, "Opset not supported", "The model uses opset {0} of domain '{1}'; opsets {2} to {3} are supported. Export it again with a supported opset.");

    public static readonly DiagnosticKind ShapeUnknown = new(
        "PSM2005", Severity.Error, "Shape not static", "{0}");

    public static readonly DiagnosticKind ReferenceFailed = new(
        "PSM2006", Severity.Error, "ONNX Runtime cannot run the model", "ONNX Runtime, which calibration and comparison need, cannot run '{0}': {1}.");

    public static readonly DiagnosticKind BatchAssumed = new(
        "PSM2007", Severity.Info, "Open batch taken as 1", "Axis 0 of input '{0}' is open and named '{1}': it is the batch and is taken as 1. If it is something else, give its size by --dimension, as {1}=16.");

    public static readonly DiagnosticKind InputUnsupported = new(
        "PSM2010", Severity.Error, "Input not supported", "Input '{0}' of the model {1}, and node '{2}' uses it. {3}");

    public static readonly DiagnosticKind RoundingTooLarge = new(
        "PSM2011", Severity.Error, "Outputs lie within rounding", "ONNX Runtime's outputs of '{0}' differ from those of exact arithmetic by {1}, and on the samples they span {2} only, at a magnitude of {3}: what is left of the outputs is rounding. No pass is to blame. Give samples on which the outputs differ, or export the model in float32 and without large numbers that cancel.");

    public static readonly DiagnosticKind OutputNotFinite = new(
        "PSM2012", Severity.Error, "Model computes no number", "ONNX Runtime computes {0} as element {1} of output '{2}' on sample {3} (counted from 0). Look for a weight or a sample that is no finite number, for a quotient by zero, or for values beyond the element type's range.");

    public static readonly DiagnosticKind WeightNotFinite = new(
        "PSM2016", Severity.Error, "Weight is not finite", "Weight '{0}' is {1} at element {2}; node '{3}' takes it. Weights must be finite numbers: train or export the model again. In a mask, write a large finite number such as -10000 in place of infinity.");

    public static readonly DiagnosticKind SampleNotFinite = new(
        "PSM2017", Severity.Error, "Sample is not finite", "'{0}': array '{1}' is {2} at element {3} of sample {4}. Samples and inputs must be finite numbers: correct that sample or leave it out.");

    public static readonly DiagnosticKind NotPolynomial = new(
        "PSM3001", Severity.Error, "Node cannot be evaluated encrypted", "Node '{0}' ({1}) cannot be evaluated on encrypted data: {2}");

    public static readonly DiagnosticKind LayoutTooLarge = new(
        "PSM3002", Severity.Error, "Value does not fit the slots", "Node '{0}': {1} needs {2} slots and {3} are there; {4}. Use a shorter sequence, fewer features or a larger ring.");

    public static readonly DiagnosticKind LevelsShort = new(
        "PSM3003", Severity.Error, "Not enough levels", "The circuit needs {0} levels of {1} bits; at {2} bits of security N = 2^{3} holds {4}: {5} are missing. The deepest path goes through {6}. Raise the error budget or narrow the ranges of the model, so that polynomials of lower degree do, or allow a larger ring.");

    public static readonly DiagnosticKind AgreementLow = new(
        "PSM3004", Severity.Error, "Agreement too low", "In output '{4}' the polynomial model names the class of ONNX Runtime on {0} of {1} ({2} are asked) with a largest error of {3}. Tighten the error budget, give more calibration samples, or train with narrower ranges; if the output holds no classes, ask for an agreement of 0.");

    public static readonly DiagnosticKind BudgetUnreachable = new(
        "PSM3005", Severity.Error, "Error budget cannot be met", "Node '{0}': no polynomial up to degree {1} approximates {2} on [{3}, {4}] within {5}. Narrow its range or raise the error budget.");

    public static readonly DiagnosticKind KeyFormatTooSmall = new(
        "PSM3006", Severity.Error, "Key format cannot hold the circuit", "SEAL's key format cannot hold the circuit: {0}. {1}");

    public static readonly DiagnosticKind BootstrappingNeeded = new(
        "PSM3007", Severity.Error, "Bootstrapping needed", "The circuit needs {0} levels; {1} fit without bootstrapping into N = 2^{2} at {3} bits of security. Allow bootstrapping ({4}): it fits {5}. Or raise the error budget, or use fewer layers.");

    public static readonly DiagnosticKind SecurityTooDeep = new(
        "PSM3008", Severity.Error, "Circuit too deep for the security asked", "The circuit needs {0} levels; at {1} bits of security {2} fit into N = 2^{3}. At 128 bits it fits {4}. Lower the security, raise the error budget, or use fewer layers.");

    public static readonly DiagnosticKind KeysTooLarge = new(
        "PSM3009", Severity.Error, "Evaluation keys too large", "The evaluation keys need {0}, the least that this circuit can do ({2}); {1} are allowed. Allow {0}, or make the model shallower or narrower.");

    public static readonly DiagnosticKind MemoryTooLarge = new(
        "PSM3010", Severity.Error, "Memory too large", "An evaluation needs {0} of memory, the least that this circuit can do ({4}): {1} for ciphertexts and working space, {2} for evaluation keys; {3} are allowed. Allow {0}, or make the model shallower or narrower.");

    public static readonly DiagnosticKind BootstrapImprecise = new(
        "PSM3011", Severity.Error, "Bootstraps not precise enough", "The circuit needs {0} levels; {1} fit without bootstrapping into N = 2^{2} at {3} bits of security, and a bootstrap at that security keeps {4} bits of precision where {5} are asked. Ask for less precision, lower the security, raise the error budget, or use fewer layers.");

    public static readonly DiagnosticKind NotLaidOut = new(
        "PSM3015", Severity.Error, "Node has no layout", "Node '{0}' ({1}) has no layout in this version: {2}");

    public static readonly DiagnosticKind NothingToEncrypt = new(
        "PSM3016", Severity.Error, "Nothing to encrypt", "Nothing of model '{0}' needs the server: everything from its inputs to {1} can run in the clear on the client, which has no trained matrix product or attention in it. Run the model there, without encryption, or name the nodes at which the client hands over.");

    public static readonly DiagnosticKind AnswerShowsMore = new(
        "PSM3017", Severity.Error, "Answer shows more than the outputs", "The answer '{0}' shows values of the model that are no outputs in {1} of its {2} slots, the first of them slot {3}: who has the key reads them. Multiply it by a mask of ones in the output's slots and zeros elsewhere, or sum so that the sums repeat.");

    public static readonly DiagnosticKind CircuitShowsMore = new(
        "PSM3018", Severity.Warning, "Circuit's answers show more than the outputs", "The circuit '{0}' was not made by this compiler, or by an older one: {1} of the {2} slots of its answer '{3}' show the client values of the model that are no outputs. Compile the model again, or multiply the answer by a mask.");

    public static readonly DiagnosticKind CheckFailed = new(
        "PSM4001", Severity.Error, "Circuit check failed", "{0}");

    public static readonly DiagnosticKind HeldOutErrorLarge = new(
        "PSM4002", Severity.Error, "Error on held-out samples too large", "Output '{0}' of the polynomial model differs from ONNX Runtime by up to {1} on held-out samples, {2} of its range; the budget is {3}, kept on the calibration samples, and held-out ones may reach {4}. Give more, and more typical, calibration samples, or raise the error budget.");

    public static readonly DiagnosticKind AnswerNotFinite = new(
        "PSM4003", Severity.Error, "A value is not finite", "On sample {0} {1} is {2}. {3}");

    public static readonly DiagnosticKind NothingHeldOut = new(
        "PSM4004", Severity.Error, "Samples cannot verify the polynomials", "Model '{0}': {1}, so nothing can verify the polynomials: samples that chose them prove nothing. Give different inputs as they occur in use; {2} samples or more leave a function's range on one fresh input in 50 at most.");

    public static readonly DiagnosticKind SamplesFew = new(
        "PSM4005", Severity.Warning, "Few calibration samples", "Model '{0}' takes its ranges from {1} different calibration samples. A fresh input may leave the range seen of each of its {2} functions with a chance of {3} %, and what lies outside is not approximated. Give {4} samples or more in all ({5} are there): then it is 2 %.");

    public static readonly DiagnosticKind SamplesOneSided = new(
        "PSM4006", Severity.Warning, "Calibration samples do not vary", "The calibration samples of model '{0}' do not vary: {1}. {2}");

    public static readonly DiagnosticKind PolynomialOvershoots = new(
        "PSM4007", Severity.Warning, "Polynomial grows outside its interval", "Node '{0}': where an argument leaves [{2}, {3}] by {4} % of its width, the polynomial of degree {5} for {1} reaches {6}, {7} times what the function reaches. Give more calibration samples, or narrow the function's range.");

    public static readonly DiagnosticKind InputOutOfRange = new(
        "PSM4008", Severity.Warning, "Input outside the calibrated range", "{0}");

    public static readonly DiagnosticKind InputRefused = new(
        "PSM4009", Severity.Error, "Input outside the calibrated range refused", "{0}");

    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<DiagnosticKind> All { get; } = new[]
    {
        ModelMissing,
        CalibrationMissing,
        FileUnreadable,
        CircuitCorrupt,
        ClassUnsuitable,
        CalibrationIgnored,
        WishNotKept,
        NotBuiltYet,
        BuildOptionWrong,
        FileNameUnsupported,
        LfsPointer,
        SamplesTooLarge,
        ConstantsTooLarge,
        ModelTooLarge,
        RowTooWide,
        NotOnnx,
        OperatorUnsupported,
        OperatorMalformed,
        OpsetUnsupported,
        ShapeUnknown,
        ReferenceFailed,
        BatchAssumed,
        InputUnsupported,
        RoundingTooLarge,
        OutputNotFinite,
        WeightNotFinite,
        SampleNotFinite,
        NotPolynomial,
        LayoutTooLarge,
        LevelsShort,
        AgreementLow,
        BudgetUnreachable,
        KeyFormatTooSmall,
        BootstrappingNeeded,
        SecurityTooDeep,
        KeysTooLarge,
        MemoryTooLarge,
        BootstrapImprecise,
        NotLaidOut,
        NothingToEncrypt,
        AnswerShowsMore,
        CircuitShowsMore,
        CheckFailed,
        HeldOutErrorLarge,
        AnswerNotFinite,
        NothingHeldOut,
        SamplesFew,
        SamplesOneSided,
        PolynomialOvershoots,
        InputOutOfRange,
        InputRefused,
    };
}
