-- The same request again and again: method, content type, body.
function init(args)
  wrk.method = args[1]
  if args[3] then
    wrk.headers["Content-Type"] = args[2]
    wrk.body = args[3]
  end
end

-- One line for the program that started wrk: answers, microseconds, p50 and p99 in microseconds, and what was no good answer.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
