namespace Sandbox.EndToEnd.Tests.Build;

/// <summary>A build that brings servers of its own, and takes its packages from the home directory.</summary>
public sealed class DotnetBuildTests
{
    private const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <PackageId>Greeting</PackageId>
            <Version>1.2.3</Version>
          </PropertyGroup>
        </Project>
        """;

    private const string App = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Greeting" Version="1.2.3" />
          </ItemGroup>
        </Project>
        """;

    private const string OnlyLocalPackages = """
        <configuration>
          <packageSources><clear /><add key="local" value="feed" /></packageSources>
        </configuration>
        """;

    [Test]
    public async Task An_app_is_built_from_packages_restored_before()
    {
        using var home = new TemporaryDirectory();
        home.File("nuget.config", OnlyLocalPackages);
        home.Folder("feed");
        home.File("library/Greeting.csproj", Library);
        home.File("library/Greeting.cs", "namespace Greeting; public static class Text { public const string Value = \"hello\"; }");
        home.File("app/App.csproj", App);
        home.File("app/Program.cs", "System.Console.WriteLine(Greeting.Text.Value);");
        var outside = Dotnet(home) with { WorkingDirectory = home.Path };
        (await outside.RunAsync("pack", "library", "-o", "feed", "-nodeReuse:false")).ExpectExit(0);
        (await outside.RunAsync("restore", "app", "-nodeReuse:false")).ExpectExit(0);

        var inside = Dotnet(home) with { FileName = TestEnvironment.Tool, WorkingDirectory = home["app"] };
        // The suite's own TMPDIR is read-only inside; without one, the SDK uses the private /tmp.
        var built = await inside.RunAsync("--bind", home[".nuget"], "--unset-env", "TMPDIR", "--", "dotnet", "build", "--no-restore");

        built.ExpectExit(0);
        (await outside.RunAsync("exec", "app/bin/Debug/net10.0/App.dll")).ExpectOutput("hello");
    }

    /// <summary>The SDK with a home directory of its own, so that the packages of this user stay as they are.</summary>
    private static ToolCommand Dotnet(TemporaryDirectory home) => new()
    {
        FileName = "dotnet",
        TimeLimit = TimeSpan.FromMinutes(5),
        Environment = new Dictionary<string, string?>
        {
            ["HOME"] = home.Path,
            ["DOTNET_CLI_HOME"] = null,
            ["NUGET_PACKAGES"] = null,
            ["MSBUILDDISABLENODEREUSE"] = null,
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        },
    };
}
