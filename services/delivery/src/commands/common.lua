--[[
What all commands share. ARGV[1] is the prefix of the keys, which holds the hash tag: keys of tasks, actions and customers are made of
it here, as a command learns only on its way which ones it touches. ARGV[2] is now, ARGV[3] how long what is done is kept (both in
milliseconds).

task      hash {action, target, queue, member, state, attempt, holder, customer, …}
          state   waiting, leased, sent, completed, suppressed, called-off, dead
          member  in its queue: <task> <due> <gain> <promised: 1 or 0>
          dropped 1 where the newest revision of its action is not for this target
action    hash {body, revision, customer, commercial, brokerAt, tasks (ids, separated by spaces), open (how many), contacted (1)}
off       hash of an action: what keeps it from being done, with the reason. The field is the record that calls it off, or `retracted`
customer  hash {open (actions), changes (how many came), a:<action> (its place in time), c:<record> (which change it was, and JSON)}
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

local function tasks_of(action)
  local ids = {}
  for id in string.gmatch(redis.call('HGET', key('action', action), 'tasks') or '', '%S+') do ids[#ids + 1] = id end
  return ids
end

-- The action has not reached the customer: it counts no more, unless it has by another task, or is just about to.
local function uncount(customer, action, own)
  if redis.call('HEXISTS', key('action', action), 'contacted') == 1 then return end
  for _, id in ipairs(tasks_of(action)) do
    if id ~= own and redis.call('HGET', key('task', id), 'state') == 'leased' then return end
  end
  redis.call('ZREM', key('sends', customer), action)
end

-- The task is out of the agent's hands.
local function let_go(queue, holder, id)
  if not holder then return end
  local agent = key('agent', queue .. ':' .. holder)
  if redis.call('GET', agent) == id then redis.call('DEL', agent) end
end

local function leave_queue(task, id)
  local at = redis.call('HMGET', task, 'queue', 'member', 'holder')
  redis.call('ZREM', key('queue', at[1]), at[2])
  redis.call('ZREM', key('under-way', at[1]), id)
  let_go(at[1], at[3], id)
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

-- The same, the other way round: the task is to be done after all. Retries begin anew; calls are told by their number, and go on.
local function reopen(id)
  local task = key('task', id)
  local about = redis.call('HMGET', task, 'action', 'customer', 'member', 'queue')
  redis.call('PERSIST', task)
  redis.call('HDEL', task, 'reason', 'doneAt', 'holder')
  if string.find(about[4], '^target:') then redis.call('HSET', task, 'attempt', 0) end
  local promised = string.match(about[3], '^%S+ (%S+) %S+ 1$')
  enter_queue(task, id, about[3], promised and math.max(now, tonumber(promised)) or now)
  count_open(about[1], about[2], 1)
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
  local fields = redis.call('HMGET', task, 'action', 'customer', 'attempt', 'target', 'redriven')
  local action = redis.call('HMGET', key('action', fields[1]), 'body', 'brokerAt')
  local changes = changes_of(fields[2])
  local changed = #changes > 0 and changes[#changes].json or ''
  return {id, tonumber(fields[3]), action[1], action[2], changed, tonumber(fields[5] or '0')}
end
