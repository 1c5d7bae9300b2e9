--[[
Gives a task of the call centre to an agent, for the time of a lease.

KEYS  1 queue      sorted set of tasks by due time
      2 under-way  sorted set of leased tasks by the end of the lease
      3 agent      the task of the queue that the agent holds
      4 outbox     stream
ARGV  1 prefix   2 now   3 kept (see common.lua)
      4 member of the queue
      5 agent
      6 leaseUntil          milliseconds
      7 capMax   8 capPer   commercial contacts per customer in so many milliseconds; capMax 0: no limit
      9 outboxMax           entries, beyond which nothing is begun

Returns {id, attempt, action's id, action, when Kafka got it, changed contactability or '', 1 where redriven, 1 where capped}, or nothing where another
agent was faster, this one holds a task already, or the outbox is full
]]
if redis.call('XLEN', KEYS[4]) >= tonumber(ARGV[9]) then return nil end
local due = redis.call('ZSCORE', KEYS[1], ARGV[4])
if not due or tonumber(due) > now then return nil end
-- Asked twice at once, an agent gets one.
local held = redis.call('GET', KEYS[3])
if held then
  local at = redis.call('HMGET', key('task', held), 'state', 'holder', 'dueAt')
  if at[1] == 'leased' and at[2] == ARGV[5] and tonumber(at[3]) > now then return nil end
end
local id = string.match(ARGV[4], '^%S+')
local task = key('task', id)
local about = redis.call('HMGET', task, 'action', 'holder', 'queue')
let_go(about[3], about[2], id)
redis.call('HINCRBY', task, 'attempt', 1)
redis.call('HSET', task, 'state', 'leased', 'holder', ARGV[5], 'dueAt', ARGV[6])
redis.call('ZADD', KEYS[1], ARGV[6], ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[6], id)
redis.call('SET', KEYS[3], id, 'PX', tonumber(ARGV[6]) - now)
local cap_max = tonumber(ARGV[7])
local action = redis.call('HMGET', key('action', about[1]), 'commercial', 'customer')
local capped = action[1] == '1' and cap_max > 0 and not reserve(action[2], about[1], cap_max, tonumber(ARGV[8]))
local taken = leased(id)
taken[8] = capped and 1 or 0
return taken
