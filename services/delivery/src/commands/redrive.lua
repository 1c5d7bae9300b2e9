--[[
A dead task is tried again from the first attempt, under its own id. That is an operator's word: its age counts no more.

KEYS  1 task  hash
      2 dead  sorted set of dead tasks
ARGV  1 prefix   2 now   3 kept (see common.lua)
      4 task

Returns OK, or the state in which it is and which cannot be redriven, or UNKNOWN
]]
local task = redis.call('HMGET', KEYS[1], 'state', 'rank')
if not task[1] then return 'UNKNOWN' end
if task[1] ~= 'dead' then return task[1] end
if redis.call('ZREM', KEYS[2], ARGV[4]) == 0 then return 'dropped' end
redis.call('HSET', KEYS[1], 'attempt', 0, 'redriven', 1)
redis.call('HDEL', KEYS[1], 'reason', 'holder')
enter_queue(KEYS[1], ARGV[4], task[2], now)
return 'OK'
