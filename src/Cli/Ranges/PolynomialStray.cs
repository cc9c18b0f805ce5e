namespace PowerSoftmax.Cli.Ranges;

/// <summary>Arguments of one polynomial that leave its interval, on one input.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Function">What the polynomial stands in for; <c>polynomial</c> where the circuit does not say it.</param>
/// <param name="Low">Lower end of its interval: [-1, 1] where the circuit does not say it.</param>
/// <param name="High">Upper end.</param>
/// <param name="Argument">The argument farthest outside.</param>
/// <param name="Distance">Its distance from the interval, in widths.</param>
/// <param name="Error">The polynomial's error there; infinite where the function is not defined, null where it is not known.</param>
/// <param name="IsRelative">Whether that is relative to the function.</param>
/// <param name="Outside">How many of the slots that matter lie outside.</param>
/// <param name="Slots">How many matter.</param>
internal sealed record PolynomialStray(
    string Node, string Function, double Low, double High, double Argument, double Distance, double? Error, bool IsRelative, int Outside, int Slots)
{
    public override string ToString() => FormattableString.Invariant(
        $"An argument of '{Function}' at node '{Node}' is {Argument:G4}, outside of [{Low:G4}, {High:G4}] by {Distance:G3} of its width ({Outside} of {Slots} slots).");
}
