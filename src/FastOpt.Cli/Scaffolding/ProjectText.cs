namespace FastOpt.Cli.Scaffolding;

/// <summary>Writes the project file, and what a single file has in its place.</summary>
internal static class ProjectText
{
    /// <summary>The project file.</summary>
    public static string Project(string version) => $$"""
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <!-- Runs on a newer runtime, where that of the target framework is not installed. -->
            <RollForward>Major</RollForward>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>

          <PropertyGroup Label="Native">
            <IsAotCompatible>true</IsAotCompatible>
            <!-- `dotnet publish` makes one native file; building and running need nothing of that. -->
            <PublishAot Condition="'$(_IsPublishing)' == 'true'">true</PublishAot>
          </PropertyGroup>

          <ItemGroup>
            <PackageReference Include="FastOpt" Version="{{version}}" />
            <PackageReference Include="FastOpt.Training" Version="{{version}}" />
          </ItemGroup>

        </Project>

        """;

    /// <summary>The first lines of a program in one file.</summary>
    public static string Directives(string version) => $"""
        #:package FastOpt@{version}
        #:package FastOpt.Training@{version}
        #:property InvariantGlobalization=true

        """;

    /// <summary>A nuget.config that gets FastOpt's packages from a folder, and all others from where the machine does.</summary>
    public static string NuGetConfig(string folder) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <configuration>
          <packageSources>
            <add key="fastopt" value="{System.Security.SecurityElement.Escape(folder)}" />
          </packageSources>
        </configuration>

        """;
}
