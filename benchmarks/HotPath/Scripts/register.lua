-- Each request registers somebody else: what the address begins with, the password.
local count = 0
local prefix, password

function init(args)
  prefix, password = args[1], args[2]
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  count = count + 1
  return wrk.format(nil, nil, nil, string.format('{"email":"%s%d@example.com","password":"%s"}', prefix, count, password))
end

-- One line for the program that started wrk: answers, microseconds, p50 and p99 in microseconds, and what was no good answer.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
