--[[
What all commands share. ARGV[1] is the prefix of the keys, which holds the hash tag: keys of tasks, actions and customers are made of
it here, as a command learns only on its way which ones it touches. ARGV[2] is now, ARGV[3] how long what is done is kept (both in
milliseconds).

task      hash {action, target, queue, member, state, attempt, holder, customer, …}
          state  waiting, leased, sent, completed, suppressed, called-off, dead
          member in its queue: <task> <due> <gain> <promised: 1 or 0>
action    hash {body, revision, customer, commercial, brokerAt, tasks (ids, separated by spaces), open (how many)}
customer  hash {open (actions), changed (contactability as JSON), a:<action> (its place in time)}
sends     sorted set of a customer: actions by when they were first sent; commercial ones
]]
local prefix, now, kept = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local function key(kind, id) return prefix .. kind .. ':' .. id end

local function emit(entries, from)
  for index = from or 1, #entries do redis.call('XADD', prefix .. 'outbox', '*', 'entry', entries[index]) end
end

-- Whether the action may have one more commercial contact; counts it where it may. An action counts once, however often it is tried.
local function reserve(customer, action, max, per)
  local sends = key('sends', customer)
  redis.call('ZREMRANGEBYSCORE', sends, '-inf', now - per)
  if redis.call('ZSCORE', sends, action) then return true end
  if redis.call('ZCARD', sends) >= max then return false end
  redis.call('ZADD', sends, now, action)
  redis.call('PEXPIRE', sends, per)
  return true
end

local function uncount(customer, action) redis.call('ZREM', key('sends', customer), action) end

local function leave_queue(task, id)
  local at = redis.call('HMGET', task, 'queue', 'member', 'holder')
  redis.call('ZREM', key('queue', at[1]), at[2])
  redis.call('ZREM', key('under-way', at[1]), id)
  if at[3] and redis.call('GET', key('agent', at[3])) == id then redis.call('DEL', key('agent', at[3])) end
end

local function enter_queue(task, id, member, due)
  local queue = redis.call('HGET', task, 'queue')
  redis.call('HSET', task, 'member', member, 'state', 'waiting', 'dueAt', due)
  redis.call('ZADD', key('queue', queue), due, member)
end

-- One more of an action's tasks is open (by is 1), or one fewer (by is -1). What has no open task is forgotten after a while.
local function count_open(action, customer, by)
  local open = redis.call('HINCRBY', key('action', action), 'open', by)
  local first, last = by == 1 and open == 1, by == -1 and open == 0
  if not first and not last then return end
  local actions = redis.call('HINCRBY', key('customer', customer), 'open', by)
  if first then
    redis.call('PERSIST', key('action', action))
    redis.call('PERSIST', key('customer', customer))
  else
    redis.call('PEXPIRE', key('action', action), kept)
    if actions == 0 then redis.call('PEXPIRE', key('customer', customer), kept) end
  end
end

-- The task is done and is kept for a while. A dead one stays open: it may be redriven.
local function close(id, state, reason)
  local task = key('task', id)
  leave_queue(task, id)
  redis.call('ZREM', prefix .. 'dead', id)
  local about = redis.call('HMGET', task, 'action', 'customer')
  redis.call('HSET', task, 'state', state, 'reason', reason, 'doneAt', now)
  redis.call('PEXPIRE', task, kept)
  count_open(about[1], about[2], -1)
end

-- The same, the other way round: the task is to be done after all.
local function reopen(id)
  local task = key('task', id)
  local about = redis.call('HMGET', task, 'action', 'customer', 'member')
  redis.call('PERSIST', task)
  redis.call('HDEL', task, 'reason', 'doneAt', 'holder')
  redis.call('HSET', task, 'attempt', 0)
  enter_queue(task, id, about[3], now)
  count_open(about[1], about[2], 1)
end

-- What the caller needs in order to judge and to send.
local function leased(id)
  local task = key('task', id)
  local fields = redis.call('HMGET', task, 'action', 'customer', 'attempt', 'target', 'tries')
  local action = redis.call('HMGET', key('action', fields[1]), 'body', 'brokerAt')
  local changed = redis.call('HGET', key('customer', fields[2]), 'changed') or ''
  return {id, tonumber(fields[3]), action[1], action[2], changed, tonumber(fields[5] or '0')}
end
