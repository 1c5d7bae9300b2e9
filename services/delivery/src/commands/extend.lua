--[[
Gives an agent more time.

KEYS  1 task       hash
      2 queue      sorted set of tasks by due time
      3 under-way  sorted set of leased tasks by the end of the lease
      4 agent      the task of the queue that the agent holds
ARGV  1 prefix   2 now   3 kept (see common.lua)
      4 task   5 agent   6 leaseUntil (milliseconds)

Returns {OK or CALLED_OFF or NOT_YOURS or UNKNOWN, state, holder, reason}
]]
local task = redis.call('HMGET', KEYS[1], 'state', 'holder', 'reason', 'rank')
if not task[1] then return {'UNKNOWN', '', '', ''} end
local answer = {'OK', task[1], task[2] or '', task[3] or ''}
if task[1] == 'called-off' then answer[1] = 'CALLED_OFF' end
if task[1] ~= 'called-off' and (task[1] ~= 'leased' or task[2] ~= ARGV[5]) then answer[1] = 'NOT_YOURS' end
if answer[1] ~= 'OK' then return answer end
redis.call('ZADD', KEYS[2], ARGV[6], member_of(ARGV[4], task[4]))
redis.call('ZADD', KEYS[3], ARGV[6], ARGV[4])
redis.call('HSET', KEYS[1], 'dueAt', ARGV[6])
redis.call('SET', KEYS[4], ARGV[4], 'PX', tonumber(ARGV[6]) - now)
return answer
