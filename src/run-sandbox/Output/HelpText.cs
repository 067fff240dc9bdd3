using System.Text;
using RunSandbox.CommandLine;

namespace RunSandbox.Output;

/// <summary>What <c>--help</c> prints, made from the option table.</summary>
internal static class HelpText
{
    private const int Width = 100;
    private const int UsageColumn = 32;

    private const string Opening = """
        Runs a command in a sandbox: the host's tree read-only, the current directory writable, a private
        /tmp and /dev, no network but loopback, no other processes in sight, no capabilities.

            run-sandbox [options] [--] COMMAND [ARG...]     run a command
            run-sandbox --check [--json]                    what works on this machine, and why not
            run-sandbox --explain [options] -- COMMAND      print the plan, run nothing
            run-sandbox --request FILE                      carry out a request in JSON

        """;

    private const string Closing = """

        Sizes: 64K, 128M, 2G, plain bytes. Durations: 500ms, 10s, 2m, plain seconds.
        Exit code: the command's own; 128+n when signal n ended it; 124 time limit; 137 also another limit,
        where the command's own is 0; 125 the sandbox could not be set up or was refused, or a usage error;
        126 found but not executable; 127 not found.

        """;

    /// <summary>Writes the help, no line longer than 100 columns.</summary>
    public static string Write()
    {
        var text = new StringBuilder(Opening);
        foreach (var group in OptionTable.Groups)
        {
            text.Append('\n').Append(group.Title).Append(":\n");
            foreach (var option in group.Options)
            {
                Append(text, option);
            }
        }

        return text.Append(Closing).ToString();
    }

    private static void Append(StringBuilder text, ToolOption option)
    {
        var indent = option.Alias is null ? "      " : "  ";
        text.Append($"{indent}{option.Usage}".PadRight(UsageColumn - 1));
        var column = Math.Max(indent.Length + option.Usage.Length, UsageColumn - 1);
        foreach (var word in option.Description.Split(' '))
        {
            if (column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', UsageColumn - 1);
                column = UsageColumn - 1;
            }

            text.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        text.Append('\n');
    }
}
