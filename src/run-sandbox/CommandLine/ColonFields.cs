using System.Text;

namespace RunSandbox.CommandLine;

/// <summary>Values of several parts, such as <c>SRC:DST</c>.</summary>
internal static class ColonFields
{
    /// <summary>Splits at every colon but those written <c>\:</c>, which become plain colons.</summary>
    public static List<string> Split(string value)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        for (var index = 0; index < value.Length; index++)
        {
            switch (value[index])
            {
                case '\\' when index + 1 < value.Length && value[index + 1] == ':':
                    field.Append(':');
                    index++;
                    break;
                case ':':
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                default:
                    field.Append(value[index]);
                    break;
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
