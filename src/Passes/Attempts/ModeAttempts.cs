namespace PowerSoftmax.Passes.Attempts;

/// <summary>What was tried on one ring with bootstraps, or without.</summary>
/// <param name="Made">In order.</param>
/// <param name="Best">The one to take of them; null where none fits.</param>
internal sealed record ModeAttempts(IReadOnlyList<Attempt> Made, Attempt? Best);
