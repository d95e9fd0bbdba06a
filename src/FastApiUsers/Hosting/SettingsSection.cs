using System.ComponentModel;

namespace FastApiUsers.Hosting;

/// <summary>A configuration section that another package of the library reads, so that the check of names at the start knows it.</summary>
/// <param name="Path">The whole path, for example <c>FastApiUsers:Redis</c>.</param>
/// <param name="Options">The type of the settings within it.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed record SettingsSection(string Path, Type Options);
