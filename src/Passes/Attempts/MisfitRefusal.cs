using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>Why nothing that was tried holds a circuit, by the outcomes, and the nearest that would.</summary>
internal static class MisfitRefusal
{
    /// <param name="tried">Attempts of which none fits.</param>
    /// <param name="layouts">The circuit on slots.</param>
    /// <param name="search">What was searched under.</param>
    /// <returns>
    /// No ring has the slots (PSM3002) or the levels (PSM3003), or only larger ones than the key format allows (PSM3006), or only
    /// with bootstrapping (PSM3007), at lower security (PSM3008) or at lower precision (PSM3011) than the options allow.
    /// </returns>
    public static Diagnostic Of(AttemptList tried, LayoutAttempts layouts, SearchSettings search)
    {
        // Below the format's own bound it is the user's bound that is short.
        KeyFormatRefusal? format = search.Options.KeyFormat == KeyFormat.Seal && search.Options.MaxLogN >= KeyFormat.Seal.MaxLogN()
            ? new KeyFormatRefusal(layouts, search.Options)
            : null;

        return tried.Largest is LayoutAttempt largest
            ? format?.TooDeep(largest) ?? new LevelRefusal(layouts, search).Of(largest)
            : format?.TooWide(tried.TooWide!) ?? tried.TooWide!.Refusal;
    }
}
