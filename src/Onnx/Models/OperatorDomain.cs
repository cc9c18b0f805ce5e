namespace PowerSoftmax.Onnx.Models;

/// <summary>Names of operator domains.</summary>
internal static class OperatorDomain
{
    /// <summary>The standard domain's name in messages; files may also leave it empty.</summary>
    public const string Standard = "ai.onnx";

    public static bool IsStandard(string domain) => domain is "" or Standard;

    public static bool AreSame(string left, string right) => left == right || (IsStandard(left) && IsStandard(right));
}
