namespace PowerSoftmax.Runtime.Circuits;

/// <summary>One product of the power basis: T_index = 2 T_left T_right - T_|left - right|.</summary>
public readonly record struct PowerStep(int Index, int Left, int Right)
{
    /// <summary>Index of the subtracted polynomial; 0 stands for the constant 1.</summary>
    public int Difference => Left - Right;

    /// <summary>The step with the least depth: left is the largest power of two below the index.</summary>
    public static PowerStep For(int index)
    {
        int left = 1;
        while (left * 2 < index)
        {
            left *= 2;
        }

        return new PowerStep(index, left, index - left);
    }
}
