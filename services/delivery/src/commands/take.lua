--[[
Leases tasks of a webhook target that are due, as many as may be under way.

KEYS  1 queue      sorted set of tasks by due time
      2 under-way  sorted set of leased tasks by the end of the lease
      3 target     hash {disabled, pausedUntil, nextAt}
      4 outbox     stream
ARGV  1 prefix   2 now   3 kept (see common.lua)
      4 count               tasks at most
      5 leaseUntil          milliseconds
      6 concurrencyMax      tasks under way, over all workers
      7 requestsPerSecondMax
      8 capMax   9 capPer   commercial contacts per customer in so many milliseconds; capMax 0: no limit
     10 outboxMax           entries, beyond which nothing is begun

Returns {tasks, when to ask again in milliseconds or -1 for when something comes}; a task is
        {id, attempt, action's id, action, when Kafka got it, changed contactability or '', 1 where redriven, 1 where capped, 1 where the target is disabled}
]]
if redis.call('XLEN', KEYS[4]) >= tonumber(ARGV[10]) then return {{}, now + 1000} end
local target = redis.call('HMGET', KEYS[3], 'disabled', 'pausedUntil', 'nextAt')
local paused = tonumber(target[2] or '0')
if paused > now then return {{}, paused} end

redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
local free = math.min(tonumber(ARGV[4]), tonumber(ARGV[6]) - redis.call('ZCARD', KEYS[2]))
local until_, cap_max, cap_per = ARGV[5], tonumber(ARGV[8]), tonumber(ARGV[9])

-- Requests are spread over time; what was not used of the last second may be made up for. Nobody is ever further ahead: a time beyond
-- is that of a worker whose clock is fast, or from before the clock was put back.
local interval = 1000 / tonumber(ARGV[7])
local next_at = math.min(math.max(tonumber(target[3] or '0'), now), now + 1000)

local function lease(member)
  local id = string.match(member, '^%S+')
  local task = key('task', id)
  local about = redis.call('HGET', task, 'action')
  local attempt = redis.call('HINCRBY', task, 'attempt', 1)
  redis.call('HSET', task, 'state', 'leased', 'holder', attempt, 'dueAt', until_)
  redis.call('ZADD', KEYS[1], until_, member)
  redis.call('ZADD', KEYS[2], until_, id)
  local action = redis.call('HMGET', key('action', about), 'commercial', 'customer')
  local capped = action[1] == '1' and cap_max > 0 and not reserve(action[2], about, cap_max, cap_per)
  local taken = leased(id)
  taken[8], taken[9] = capped and 1 or 0, target[1] and 1 or 0
  return taken
end

local taken = {}
if free > 0 then
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, free)) do
    if next_at - now > 1000 - interval then return {taken, math.ceil(next_at - 1000 + interval)} end
    taken[#taken + 1] = lease(member)
    next_at = next_at + interval
    redis.call('HSET', KEYS[3], 'nextAt', tostring(next_at))
  end
end
local first = free > 0 and redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES') or redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
return {taken, first[2] and tonumber(first[2]) or -1}
