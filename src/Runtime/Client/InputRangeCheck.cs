using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Ranges;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Client;

/// <summary>Compares what a client knows in the clear, before it is encrypted, with the ranges of the calibration samples.</summary>
/// <remarks>Afterwards nobody can: encrypted values are not visible. Thread-safe. Cost: two looks at every element.</remarks>
internal sealed class InputRangeCheck
{
    private readonly InputRanges ranges;

    /// <exception cref="InvalidCircuitException">The circuit states a range that is none.</exception>
    public InputRangeCheck(Circuit circuit)
    {
        try
        {
            ranges = InputRanges.Of(circuit.Module);
        }
        catch (IrException error)
        {
            throw new InvalidCircuitException(circuit.Name, error.Message, error);
        }
    }

    /// <summary>Runs the model's beginning on each input and encrypts all, with the check before each.</summary>
    /// <param name="inputs">As many as an evaluation takes, or fewer.</param>
    /// <param name="options">Whether a value outside of its range ends it.</param>
    /// <param name="model">The model's beginning.</param>
    /// <param name="cipher">Encrypts.</param>
    /// <exception cref="ArgumentException">There is no input, or more than an evaluation takes.</exception>
    /// <exception cref="InvalidInputException">A value is infinite or NaN.</exception>
    /// <exception cref="InputOutOfRangeException">A value leaves its range, and the options are strict.</exception>
    public EncryptedInput Encrypt(IReadOnlyList<IReadOnlyDictionary<string, Tensor>> inputs, ClientOptions options, ClientModel model, ClientCipher cipher)
    {
        model.RequireCount(inputs.Count);
        (IReadOnlyDictionary<string, Tensor> Tensors, RangeWarning[] Warnings)[] begun = [.. inputs.Select(input => Begin(input, options, model))];

        EncryptedInput question = cipher.Encrypt(model.Together([.. begun.Select(static each => each.Tensors)]));
        question.Warnings = [.. begun.SelectMany(static each => each.Warnings)];
        return question;
    }

    private (IReadOnlyDictionary<string, Tensor> Tensors, RangeWarning[] Warnings) Begin(IReadOnlyDictionary<string, Tensor> inputs, ClientOptions options, ClientModel model)
    {
        RequireFinite(inputs, static name => $"the input '{name}'", "Inputs must be finite numbers.");
        IReadOnlyDictionary<string, Tensor> tensors = model.Begin(inputs);
        RequireFinite(tensors, static name => $"'{name}', which is computed from the input and encrypted,", "The input is too large for the model.");

        RangeWarning[] warnings = [.. Stray(ranges.Inputs, true, inputs), .. Stray(ranges.Encrypted, false, tensors)];
        if (options.Strict && warnings.Length > 0)
        {
            throw new InputOutOfRangeException(warnings);
        }

        return (tensors, warnings);
    }

    private static void RequireFinite(IReadOnlyDictionary<string, Tensor> tensors, Func<string, string> describe, string advice)
    {
        foreach ((string name, Tensor tensor) in tensors)
        {
            if (NonFinite.Of(tensor.Values) is { } broken)
            {
                throw new InvalidInputException($"{describe(name)} is {broken.ValueText} at {broken.Place(tensor.Shape)}. {advice}");
            }
        }
    }

    private static IEnumerable<RangeWarning> Stray(IReadOnlyList<TensorRange> ranges, bool isInput, IReadOnlyDictionary<string, Tensor> tensors) => ranges
        .Select(range => tensors.TryGetValue(range.Tensor, out Tensor? tensor) ? RangeWarning.Of(range.Tensor, isInput, tensor, range.Interval) : null)
        .OfType<RangeWarning>();
}
