namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>The counts a split accumulation is unrolled for.</summary>
internal static class ProductCounts
{
    internal readonly struct One : IProductCount
    {
        public static int Value => 1;
    }

    internal readonly struct Two : IProductCount
    {
        public static int Value => 2;
    }

    internal readonly struct Three : IProductCount
    {
        public static int Value => 3;
    }

    internal readonly struct Four : IProductCount
    {
        public static int Value => 4;
    }

    internal readonly struct Five : IProductCount
    {
        public static int Value => 5;
    }

    internal readonly struct Six : IProductCount
    {
        public static int Value => 6;
    }

    internal readonly struct Seven : IProductCount
    {
        public static int Value => 7;
    }

    internal readonly struct Eight : IProductCount
    {
        public static int Value => 8;
    }
}
