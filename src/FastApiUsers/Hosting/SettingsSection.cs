using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>A configuration section of the library's, for a part of it or another package, which the check of names at the start then knows.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class SettingsSection
{
    private SettingsSection(string path, Type options)
    {
        Path = path;
        Options = options;
    }

    /// <summary>The whole path, for example <c>FastApiUsers:Redis</c>.</summary>
    public string Path { get; }

    /// <summary>The type of the settings within it.</summary>
    public Type Options { get; }

    /// <summary>Binds settings to a section and checks them when the program starts.</summary>
    /// <typeparam name="TOptions">The settings.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="path">The whole path.</param>
    /// <param name="name">The name of the settings, where there are several.</param>
    public static OptionsBuilder<TOptions> Add<TOptions>(IServiceCollection services, string path, string? name = null)
        where TOptions : class
    {
        services.AddSingleton(new SettingsSection(path, typeof(TOptions)));
        return services.AddOptions<TOptions>(name).BindConfiguration(path).ValidateOnStart();
    }
}
