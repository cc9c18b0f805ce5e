namespace PowerSoftmax.Samples.PrivateIntent;

/// <summary>Files that lie beside the program.</summary>
internal static class SampleFiles
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
