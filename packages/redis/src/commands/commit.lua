--[[
Commits a batch: all of it or nothing. Everything is checked before the first write.

KEYS  1 meta     hash {token, epoch, commit, cursor}
      2 states   hash  customer -> stored state
      3 outbox   list  of records to be sent
      4 journey  hash  customer -> framed entries, newest last
      5 census   hash  field -> count
      6… per source: timer days, a set; the lists of the days passed; the lists of the days that get timers

ARGV  1 token   2 epoch   3 number of the commit before
      4 cursor
      5 sent              entries to take off the head of the outbox
      6 journeyBytesMax
      7 states            count of (customer, bytes)
      8 outbox            count of (entry)
      9 journey           count of (customer, bytes)
     10 census            count of (field, count)
     11 sources
      then what is counted in 7 to 10, in the same order
      then per source     count of days passed, count of days that get timers, all these days;
                          of each of the latter, the count of its timers, and those

Returns OK, ALREADY (this very commit was made before), FENCED (another owner) or ROLLED_BACK (Redis is behind what it acknowledged)
]]
local meta = redis.call('HMGET', KEYS[1], 'token', 'epoch', 'commit')
if not meta[1] then return 'ROLLED_BACK' end
if meta[1] ~= ARGV[1] or meta[2] ~= ARGV[2] then return 'FENCED' end
local commit, after = tonumber(meta[3]), tonumber(ARGV[3])
if commit == after + 1 then return 'ALREADY' end
if commit < after then return 'ROLLED_BACK' end
if commit > after then return 'FENCED' end

-- The stack of Lua holds 8,000 values; a command takes no more arguments than this at once.
local argumentsMax = 4000
local at = 12

local function number()
  at = at + 1
  return tonumber(ARGV[at - 1])
end

local function each(command, key, values)
  local last = at + values - 1
  while at <= last do
    local to = math.min(at + argumentsMax - 1, last)
    redis.call(command, key, unpack(ARGV, at, to))
    at = to + 1
  end
end

-- Entries are framed by two bytes of length, big-endian; the oldest go where the journey grows too long.
local function bounded(journey, bytesMax)
  if #journey <= bytesMax then return journey end
  local from = 1
  while #journey - from + 1 > bytesMax do
    local high, low = string.byte(journey, from, from + 1)
    from = from + 2 + high * 256 + low
  end
  return string.sub(journey, from)
end

-- Many customers with two commands: one for each of them takes twice the time.
local function append(values, bytesMax)
  local last = at + values - 1
  while at <= last do
    local to = math.min(at + argumentsMax - 1, last)
    local customers = {}
    for index = at, to, 2 do customers[#customers + 1] = ARGV[index] end
    local journeys = redis.call('HMGET', KEYS[4], unpack(customers))
    local longer = {}
    for index, customer in ipairs(customers) do
      longer[2 * index - 1] = customer
      longer[2 * index] = bounded((journeys[index] or '') .. ARGV[at + 2 * index - 1], bytesMax)
    end
    redis.call('HSET', KEYS[4], unpack(longer))
    at = to + 1
  end
end

-- What takes memory comes first: a Redis that is full refuses a script's first write only, and what makes room is not refused.
each('HSET', KEYS[2], 2 * tonumber(ARGV[7]))
each('RPUSH', KEYS[3], tonumber(ARGV[8]))
local sent = tonumber(ARGV[5])
if sent > 0 then redis.call('LTRIM', KEYS[3], sent, -1) end
append(2 * tonumber(ARGV[9]), tonumber(ARGV[6]))
each('HSET', KEYS[5], 2 * tonumber(ARGV[10]))
local key = 6
for _ = 1, tonumber(ARGV[11]) do
  local days, passed, set = KEYS[key], number(), number()
  each('SREM', days, passed)
  each('SADD', days, set)
  for list = key + 1, key + passed do redis.call('DEL', KEYS[list]) end
  key = key + 1 + passed
  for list = key, key + set - 1 do each('RPUSH', KEYS[list], number()) end
  key = key + set
end
redis.call('HSET', KEYS[1], 'commit', after + 1, 'cursor', ARGV[4])
return 'OK'
