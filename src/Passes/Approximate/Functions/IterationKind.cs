namespace PowerSoftmax.Passes.Approximate.Functions;

/// <summary>Root-finding iterations that reach a function from a rough start.</summary>
public enum IterationKind
{
    None,

    /// <summary>1/x: Newton y (2 - x y), or Goldschmidt.</summary>
    Reciprocal,

    /// <summary>1/sqrt(x): Newton y (3 - x y^2) / 2, or Goldschmidt.</summary>
    InverseSquareRoot,
}
