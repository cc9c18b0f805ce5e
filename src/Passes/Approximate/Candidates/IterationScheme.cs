namespace PowerSoftmax.Passes.Approximate.Candidates;

/// <summary>How an iterative candidate refines its start.</summary>
public enum IterationScheme
{
    /// <summary>y (2 - x y), as 2 y - (x y) y: two levels and two products an iteration.</summary>
    NewtonReciprocal,

    /// <summary>e = 1 - x y once, then y (1 + e) and e^2 side by side: one level an iteration.</summary>
    GoldschmidtReciprocal,

    /// <summary>y (3 - x y^2) / 2, as 3/2 y - (x/2 y) (y^2): two levels and three products an iteration.</summary>
    NewtonInverseSquareRoot,

    /// <summary>g = x y and h = y/2, then r = 1/2 - g h, g + g r and h + h r: two levels an iteration.</summary>
    GoldschmidtInverseSquareRoot,
}
