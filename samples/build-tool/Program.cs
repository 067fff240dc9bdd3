using BuildTool;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sandbox;

if (args is [] or ["-h" or "--help", ..] || args[0].StartsWith('-'))
{
    Console.Error.WriteLine("usage: build-tool ACTIONS.json [--pool N] [--Build:Jobs N] [--Sandbox:Backend NAME]");
    return ExitCodes.Usage;
}

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
{
    Args = args[1..],
    // The settings beside the program, never those of whatever directory it is started in.
    ContentRootPath = AppContext.BaseDirectory,
});
builder.Configuration.AddCommandLine(args[1..], new Dictionary<string, string> { ["--pool"] = "Build:Pool" });
builder.Services.AddSandbox(builder.Configuration.GetSection("Sandbox"))
    .AddNamespacesBackend()
    .AddBwrapBackend()
    .AddChrootBackend();
builder.Services.AddOptions<BuildOptions>()
    .Bind(builder.Configuration.GetSection("Build"))
    .Validate(options => options.Jobs >= 0, "Build:Jobs is a number of actions, 0 or more")
    .Validate(options => options.Pool is >= 0 and <= SandboxPool.MaxSize, "Build:Pool is a number of sandboxes, 0 to 1024")
    .ValidateOnStart();
builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
builder.Services.AddSingleton<Progress>();
builder.Services.AddSingleton<ActionRunner>();
builder.Services.AddSingleton<PooledActionRunner>();
builder.Services.AddSingleton<IActionRunner>(services => services.GetRequiredService<IOptions<BuildOptions>>().Value.Pool > 0
    ? services.GetRequiredService<PooledActionRunner>()
    : services.GetRequiredService<ActionRunner>());
builder.Services.AddSingleton<BuildRunner>();
builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
// Settings that make no sense are told below, without a stack trace.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

try
{
    using var host = builder.Build();
    await host.StartAsync();
    // The host turns Ctrl-C and SIGTERM into ApplicationStopping; cancelling kills what runs in the sandboxes.
    var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    var exitCode = await host.Services.GetRequiredService<BuildRunner>().RunAsync(ActionFile.Read(args[0]), stopping);
    await host.StopAsync();
    if (exitCode == ExitCodes.Interrupted)
    {
        Console.Error.WriteLine("build-tool: interrupted; what was running has been ended");
    }

    return exitCode;
}
catch (Exception exception) when (exception is ActionFileException or OptionsValidationException)
{
    Console.Error.WriteLine($"build-tool: {exception.Message}");
    return ExitCodes.Usage;
}
