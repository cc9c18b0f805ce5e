namespace PowerSoftmax.Passes.Split;

/// <summary>Names of the graphs of a module, and of values that travel between them.</summary>
public static class GraphNames
{
    /// <summary>The whole model, as imported.</summary>
    public const string Model = "model";

    /// <summary>What the client computes before it encrypts.</summary>
    public const string Prologue = "client.prologue";

    /// <summary>What the server computes on encrypted values.</summary>
    public const string Circuit = "circuit";

    /// <summary>What the client computes after it has decrypted.</summary>
    public const string Epilogue = "client.epilogue";

    /// <summary>Name of the number-th value the client sends.</summary>
    public static string Sent(int number) => number == 0 ? "x" : $"x.{number + 1}";
}
