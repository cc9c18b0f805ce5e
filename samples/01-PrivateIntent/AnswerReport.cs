using System.Globalization;
using Spectre.Console;

namespace PowerSoftmax.Samples.PrivateIntent;

/// <summary>The intent, and how close three ways to it are.</summary>
internal static class AnswerReport
{
    public static void Write(Logits logits, string[] labels, IAnsiConsole console)
    {
        double[] probabilities = logits.Probabilities();
        int best = Array.IndexOf(probabilities, probabilities.Max());
        console.WriteLine();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Intent: {labels[best]} ({100 * probabilities[best]:0.0} %)"));
        console.Write(Comparison(logits, labels));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Largest difference: {logits.EncryptionError:0.0e+00} by encryption, {logits.PolynomialError:0.0e+00} by the polynomials"));
        console.WriteLine();
    }

    private static Table Comparison(Logits logits, string[] labels)
    {
        Table table = new Table { Border = TableBorder.Rounded }
            .AddColumn("Intent")
            .AddColumn("Encrypted", Right)
            .AddColumn("Polynomials in the clear", Right)
            .AddColumn("ONNX Runtime", Right);
        for (int i = 0; i < labels.Length; i++)
        {
            table.AddRow(labels[i], Number(logits.Encrypted[i]), Number(logits.Polynomials[i]), Number(logits.OnnxRuntime[i]));
        }

        return table;
    }

    private static void Right(TableColumn column) => column.Alignment = Justify.Right;

    private static string Number(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}
