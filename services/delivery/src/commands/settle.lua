--[[
Says what came of a leased task, and writes down what is to be told of it.

KEYS  1 task     hash
      2 target   hash {disabled, pausedUntil, …}
      3 dead     sorted set of dead tasks by when they died
ARGV  1 prefix   2 now   3 kept (see common.lua)
      4 task
      5 holder         who leased it: the number of the attempt, or the agent
      6 result         sent, completed, suppressed, dead, later (not tried: waits), again (tried: waits)
      7 reason         why, or what the target said
      8 dueAt          for later and again
      9 when it was promised to call back, or ''; without a promise, again counts as a try
     10 uncount        1 where the customer was not contacted
     11 disabled       why the target gets nothing more, or ''
     12 pausedUntil    milliseconds until when the target wants to be left alone, or 0
     13 deadMax        dead tasks, beyond which the oldest go
     14… entries       for the outbox

Returns {OK or ALREADY (completed by this agent before) or CALLED_OFF or NOT_YOURS or UNKNOWN, state, holder, reason}
]]
local task = redis.call('HMGET', KEYS[1], 'state', 'holder', 'reason', 'action', 'rank')
local state, result = task[1], ARGV[6]
if not state then return {'UNKNOWN', '', '', ''} end
if ARGV[11] ~= '' then redis.call('HSET', KEYS[2], 'disabled', ARGV[11], 'disabledAt', now) end
if ARGV[12] ~= '0' then redis.call('HSET', KEYS[2], 'pausedUntil', ARGV[12]) end

local id, is_done = ARGV[4], result == 'sent' or result == 'completed'
local is_contacted = ARGV[10] ~= '1' and (is_done or (result == 'again' and ARGV[9] ~= ''))

-- The cap holds for an action as a whole: once one of its tasks has reached the customer, it counts.
local function count_contact(is_over)
  if is_contacted then redis.call('HSET', key('action', task[4]), 'contacted', 1) end
  if ARGV[10] == '1' or (is_over and not is_contacted) then uncount(task[4], id) end
end

if state == 'called-off' then
  if task[2] == ARGV[5] or result == 'sent' then
    count_contact(true)
    if is_done then redis.call('HSET', KEYS[1], 'sent', 1) end
    -- What was done all the same has to be told.
    if is_done or result == 'again' then emit(ARGV, 14) end
  end
  return {'CALLED_OFF', state, task[2] or '', task[3] or ''}
end

local open = state == 'waiting' or state == 'leased'
-- A lease that ran out, perhaps taken by another by now: what has arrived has arrived.
local late = result == 'sent' and open
local mine = state == 'leased' and task[2] == ARGV[5]
if state == 'completed' and task[2] == ARGV[5] then return {'ALREADY', state, task[2], ''} end
if not mine and not late then return {'NOT_YOURS', state, task[2] or '', task[3] or ''} end

count_contact(result == 'dead')
emit(ARGV, 14)
if result == 'later' or result == 'again' then
  leave_queue(KEYS[1], id)
  redis.call('HDEL', KEYS[1], 'holder')
  redis.call('HSET', KEYS[1], 'reason', ARGV[7])
  local rank = task[5]
  if ARGV[9] ~= '' then rank = string.gsub(rank, '^%S+ (%S+) %S+$', ARGV[9] .. ' %1 1') end
  if result == 'later' then redis.call('HINCRBY', KEYS[1], 'attempt', -1) end
  if result == 'again' and ARGV[9] == '' then redis.call('HINCRBY', KEYS[1], 'tries', 1) end
  enter_queue(KEYS[1], id, rank, tonumber(ARGV[8]))
elseif result == 'dead' then
  leave_queue(KEYS[1], id)
  redis.call('HSET', KEYS[1], 'state', 'dead', 'reason', ARGV[7])
  redis.call('ZADD', KEYS[3], now, id)
  for _, oldest in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1 - tonumber(ARGV[13]))) do close(oldest, 'dead', 'dropped') end
else
  close(id, result, ARGV[7])
end
return {'OK', redis.call('HGET', KEYS[1], 'state'), '', ''}
