-- Asks for 100 objects in turn through a proxy, in absolute form. Argument: the origin's host and port.
local requests = {}
local at = 0

function init(args)
  for i = 1, 100 do
    requests[i] = wrk.format("GET", "http://" .. args[1] .. "/object/" .. i, { Host = args[1] })
  end
end

function request()
  at = at % 100 + 1
  return requests[at]
end
