-- Each answer has the token of a later request: a file of the first tokens, the content type, what stands before and after the token in the body, and
-- its name in the answer. There are more tokens than connections, so that none is waited for.
local tokens, first, last = {}, 1, 0
local before, after, pattern

function init(args)
  for token in io.lines(args[1]) do
    last = last + 1
    tokens[last] = token
  end
  wrk.method = "POST"
  wrk.headers["Content-Type"] = args[2]
  before, after, pattern = args[3], args[4], '"' .. args[5] .. '":"([^"]+)"'
end

function request()
  local token = tokens[first] or "none"
  tokens[first] = nil
  first = first + 1
  return wrk.format(nil, nil, nil, before .. token .. after)
end

function response(status, headers, body)
  local token = body:match(pattern)
  if token then
    last = last + 1
    tokens[last] = token
  end
end

-- One line for the program that started wrk: answers, microseconds, p50 and p99 in microseconds, and what was no good answer.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
