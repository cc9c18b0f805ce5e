using System.Globalization;
using Spectre.Console;

namespace PowerSoftmax.Samples.SealClient;

/// <summary>The digit, and how close the encrypted answer is to the clear one.</summary>
internal static class AnswerReport
{
    public static void Write(DigitAnswer answer, double[] clear, IAnsiConsole console)
    {
        Table table = new Table { Border = TableBorder.Rounded }
            .AddColumn("Digit")
            .AddColumn("Logit, decrypted by SEAL", Right)
            .AddColumn("Probability", Right)
            .AddColumn("ONNX Runtime in the clear", Right);
        for (int digit = 0; digit < clear.Length; digit++)
        {
            table.AddRow($"{digit}", Number(answer.Logits[digit]), Number(answer.Probabilities[digit]), Number(clear[digit]));
        }

        double difference = answer.Probabilities.Zip(clear, static (x, y) => Math.Abs(x - y)).Max();
        console.WriteLine($"Image {answer.Image} shows a {answer.Digit} (written as a {answer.Label})");
        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Largest difference of a probability: {difference:0.0e+00}"));
        console.WriteLine(DigitModel.Circuit.Parameters.Set.Certificate + "\n");
    }

    private static void Right(TableColumn column) => column.Alignment = Justify.Right;

    private static string Number(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}
