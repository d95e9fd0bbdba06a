using System.Diagnostics;

namespace Sessions;

/// <summary>Sums the time that requests are in the pipeline: from before the framework's own middleware, which authenticates, to the end.</summary>
internal sealed class PipelineClock : IStartupFilter
{
    private long _ticks;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(MeasureAsync);
        next(app);
    };

    private async Task MeasureAsync(HttpContext httpContext, RequestDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        await next(httpContext);
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - started);
    }
}
