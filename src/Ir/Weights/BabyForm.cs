namespace PowerSoftmax.Ir.Weights;

/// <summary>Where the baby rotations of a linear map are divided by P.</summary>
public enum BabyForm
{
    /// <summary>Behind the products, which work modulo QP: a division for each giant rotation, none for a baby (double hoisting).</summary>
    Extended,

    /// <summary>Before the products, which work modulo Q: a division for each baby rotation, none for a giant.</summary>
    Divided,
}
