-- Pages that people who are signed in read, in turn: kept ones and others.
local paths = { "/market", "/market?q=%E5%A4%A9%E6%B0%94", "/market?sort=name&page=2", "/console", "/console/apps", "/" }
local n = 0

function request()
  n = n % #paths + 1
  return wrk.format("GET", paths[n])
end
