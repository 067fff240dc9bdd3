using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Writes a wrapper's whole argv: its name, its arguments, and the command line of sandbox-init inside.</summary>
internal static class WrapperEncoder
{
    public static WrapperArgumentRecord[] Encode(LaunchWrapper wrapper, WrapperLayout layout, TextTable texts)
    {
        WrapperArgument init = wrapper.InitPath is { } path ? WrapperArgument.Text(path) : WrapperArgument.Init("/proc/self/fd/");
        return
        [
            Text(wrapper.Path),
            .. wrapper.Arguments.Select(argument => argument.Encode(texts, layout)),
            init.Encode(texts, layout),
            Text("--inside"),
            Number(WrapperDescriptor.Plan),
            Number(WrapperDescriptor.Socket),
            Number(WrapperDescriptor.Link),
        ];

        WrapperArgumentRecord Text(string value) => new() { Text = texts.Add(value) };
        WrapperArgumentRecord Number(WrapperDescriptor descriptor) =>
            new() { Text = texts.Add(""), Descriptor = (uint)descriptor };
    }
}
