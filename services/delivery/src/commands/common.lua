--[[
What all commands share. ARGV[1] is the prefix of the keys, which holds the hash tag: keys of tasks, actions and customers are made of
it here, as a command learns only on its way which ones it touches. ARGV[2] is now, ARGV[3] how long what is done is kept (both in
milliseconds).

task      hash {action, queue, rank, state, attempt, holder, …}
          state   waiting, leased, sent, completed, suppressed, called-off, dead
          rank    <due> <gain> <promised: 1 or 0>; with the task's id before it, its member in the queue
          dropped 1 where the newest revision of its action is not for this target
          sent    1 where it has been sent though it was called off
action    hash {body, revision, customer, commercial, brokerAt, tasks (ids, separated by spaces), open (how many), contacted, off}
          commercial, contacted  1, or not there
          off     what keeps it from being done: <mark> <reason> of each record that calls it off, and of its retraction
customer  hash {open (actions), changes (how many came), a:<action> (1), c:<record> (which change it was, and JSON)}
sends     sorted set of a customer: actions by when they were first sent; commercial ones
]]
local prefix, now, kept = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local function key(kind, id) return prefix .. kind .. ':' .. id end

local function emit(entries, from)
  for index = from or 1, #entries do redis.call('XADD', prefix .. 'outbox', '*', 'entry', entries[index]) end
end

-- Whether the customer may have one more commercial contact; counts it where it may. An action counts once, however often it is tried.
local function reserve(customer, action, max, per)
  local sends = key('sends', customer)
  redis.call('ZREMRANGEBYSCORE', sends, '-inf', now - per)
  if redis.call('ZSCORE', sends, action) then return true end
  if redis.call('ZCARD', sends) >= max then return false end
  redis.call('ZADD', sends, now, action)
  redis.call('PEXPIRE', sends, per)
  return true
end

local function tasks_of(action)
  local ids = {}
  for id in string.gmatch(redis.call('HGET', key('action', action), 'tasks') or '', '%S+') do ids[#ids + 1] = id end
  return ids
end

local function customer_of(action) return redis.call('HGET', key('action', action), 'customer') end

-- The action has not reached the customer: it counts no more, unless it has by another task, or is just about to.
local function uncount(action, own)
  if redis.call('HEXISTS', key('action', action), 'contacted') == 1 then return end
  for _, id in ipairs(tasks_of(action)) do
    if id ~= own and redis.call('HGET', key('task', id), 'state') == 'leased' then return end
  end
  redis.call('ZREM', key('sends', customer_of(action)), action)
end

-- The task is out of the agent's hands.
local function let_go(queue, holder, id)
  if not holder then return end
  local agent = key('agent', queue .. ':' .. holder)
  if redis.call('GET', agent) == id then redis.call('DEL', agent) end
end

local function member_of(id, rank) return id .. ' ' .. rank end

local function leave_queue(task, id)
  local at = redis.call('HMGET', task, 'queue', 'rank', 'holder')
  redis.call('ZREM', key('queue', at[1]), member_of(id, at[2]))
  redis.call('ZREM', key('under-way', at[1]), id)
  let_go(at[1], at[3], id)
end

local function enter_queue(task, id, rank, due)
  local queue = redis.call('HGET', task, 'queue')
  redis.call('HSET', task, 'rank', rank, 'state', 'waiting', 'dueAt', due)
  redis.call('ZADD', key('queue', queue), due, member_of(id, rank))
end

-- Counts up or down; what is none takes no room.
local function count(name, field, by)
  local counted = redis.call('HINCRBY', name, field, by)
  if counted == 0 then redis.call('HDEL', name, field) end
  return counted
end

-- One more of an action's tasks is open (by is 1), or one fewer (by is -1). What has no open task is forgotten after a while.
local function count_open(action, by)
  local customer = customer_of(action)
  local open = count(key('action', action), 'open', by)
  local first, last = by == 1 and open == 1, by == -1 and open == 0
  if not first and not last then return end
  local actions = count(key('customer', customer), 'open', by)
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
  redis.call('HSET', task, 'state', state, 'reason', reason)
  redis.call('HDEL', task, 'dueAt')
  redis.call('PEXPIRE', task, kept)
  count_open(redis.call('HGET', task, 'action'), -1)
end

-- The same, the other way round: the task is to be done after all. Retries begin anew; calls are told by their number, and go on.
local function reopen(id)
  local task = key('task', id)
  local about = redis.call('HMGET', task, 'action', 'rank', 'queue')
  redis.call('PERSIST', task)
  redis.call('HDEL', task, 'reason', 'holder')
  if string.find(about[3], '^target:') then redis.call('HDEL', task, 'attempt') end
  local promised = string.match(about[2], '^(%S+) %S+ 1$')
  enter_queue(task, id, about[2], promised and math.max(now, tonumber(promised)) or now)
  count_open(about[1], 1)
end

-- The changes of a customer's contactability that stand, from the oldest to the newest; of one instant, as they came.
local function changes_of(customer)
  local changes, all = {}, redis.call('HGETALL', key('customer', customer))
  for index = 1, #all, 2 do
    local number, json = string.match(all[index + 1], '^(%d+) (.*)$')
    if string.find(all[index], '^c:') then
      changes[#changes + 1] = {field = all[index], at = cjson.decode(json).at, number = tonumber(number), json = json}
    end
  end
  table.sort(changes, function(a, b) return a.at < b.at or (a.at == b.at and a.number < b.number) end)
  return changes
end

-- What the caller needs in order to judge and to send.
local function leased(id)
  local task = key('task', id)
  local fields = redis.call('HMGET', task, 'action', 'attempt', 'redriven')
  local action = redis.call('HMGET', key('action', fields[1]), 'body', 'brokerAt', 'customer')
  local changes = changes_of(action[3])
  local changed = #changes > 0 and changes[#changes].json or ''
  return {id, tonumber(fields[2]), fields[1], action[1], action[2], changed, tonumber(fields[3] or '0')}
end
