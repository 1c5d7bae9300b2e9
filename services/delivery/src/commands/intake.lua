--[[
Takes a batch of records of one source partition: all of it or nothing.

KEYS  1 cursors  hash  partition -> cursor
      2 outbox   stream
ARGV  1 prefix   2 now   3 kept (see common.lua)
      4 partition
      5 the cursor that is expected there, or '' for none
      6 the cursor after this batch
      7 how many tasks a queue may have
      8 outboxMax           entries, beyond which nothing is taken
      9 the changes, a JSON list; each has a kind:
        action     recordId, revision, customer, body, commercial, brokerAt, tasks: list of {id, queue, skill, due, gain, overflow}
        off        recordId, customer, reason, by (record that calls off, or '')
        back       customer, by (a record that called off is withdrawn)
        changed    customer, recordId, at, contactability
        unchanged  customer, recordId (that record is withdrawn)
        erase      customer
        emit       entry
     10… bodies: those of the actions, whose `body` is the number of theirs

Returns OK, ALREADY (this very batch was taken before), MOVED (somebody else has read on), or FULL (the outbox has to be sent first)
]]
local cursor = redis.call('HGET', KEYS[1], ARGV[4]) or ''
if cursor == ARGV[6] then return 'ALREADY' end
if cursor ~= ARGV[5] then return 'MOVED' end
if redis.call('XLEN', KEYS[2]) >= tonumber(ARGV[8]) then return 'FULL' end
local tasks_max = tonumber(ARGV[7])

local changes_max = 16

-- What keeps an action from being done is known by a mark: of a record that calls it off only whether it is the same has to be known.
local function mark_of(by) return by == '' and 'retracted' or string.sub(redis.sha1hex(by), 1, 16) end

-- Nothing keeps the action from being done: it is not retracted, and no record calls it off.
local function stands(action) return redis.call('HEXISTS', key('action', action), 'off') == 0 end

-- What keeps it from being done, from now on: with the reason, or no more (nil). Whether it did before.
local function keep_off(action, by, reason)
  local name, mark, stood, offs = key('action', action), mark_of(by), false, {}
  for other, why in string.gmatch(redis.call('HGET', name, 'off') or '', '(%S+) (%S+)') do
    if other == mark then stood = true else offs[#offs + 1] = other .. ' ' .. why end
  end
  if reason then offs[#offs + 1] = mark .. ' ' .. reason end
  if #offs > 0 then redis.call('HSET', name, 'off', table.concat(offs, ' ')) else redis.call('HDEL', name, 'off') end
  return stood
end

-- Why an action that does not stand is not done.
local function reason_of(action) return string.match(redis.call('HGET', key('action', action), 'off'), '^%S+ (%S+)') end

-- The action is one of the customer's. What has no open task is forgotten after a while.
local function remember(action, customer)
  local name, of = key('action', action), key('customer', customer)
  redis.call('HSET', name, 'customer', customer)
  redis.call('HSET', of, 'a:' .. action, 1)
  if tonumber(redis.call('HGET', name, 'open') or '0') == 0 then redis.call('PEXPIRE', name, kept) end
  if tonumber(redis.call('HGET', of, 'open') or '0') == 0 then redis.call('PEXPIRE', of, kept) end
end

local function actions_of(customer)
  local actions = {}
  for _, field in ipairs(redis.call('HKEYS', key('customer', customer))) do
    actions[#actions + 1] = string.match(field, '^a:(.*)$')
  end
  return actions
end

-- Those that were called off and never sent: what has been sent once is not sent again.
local function bring_back(action)
  if not stands(action) then return end
  for _, id in ipairs(tasks_of(action)) do
    local task = redis.call('HMGET', key('task', id), 'state', 'sent', 'dropped')
    if task[1] == 'called-off' and not task[2] and not task[3] then reopen(id) end
  end
end

local function call_off(id, reason)
  local about = redis.call('HMGET', key('task', id), 'state', 'action')
  if about[1] ~= 'waiting' and about[1] ~= 'leased' and about[1] ~= 'dead' then return end
  close(id, 'called-off', reason)
  -- What is under way may reach the customer yet: whoever reports it says so.
  if about[1] ~= 'leased' then uncount(about[2], id) end
end

local function add_task(change, task, rank)
  local name = key('task', task.id)
  redis.call('HSET', name, 'action', change.recordId, 'queue', task.queue)
  count_open(change.recordId, 1)
  enter_queue(name, task.id, rank, now)
  if redis.call('ZCARD', key('queue', task.queue)) <= tasks_max then return end
  close(task.id, 'suppressed', 'queue-full')
  emit({task.overflow})
end

-- A task that waits stays as it is. One that is called off may be for another queue now; `bring_back` opens it.
local function put_task(change, task)
  local name = key('task', task.id)
  local rank = task.due .. ' ' .. task.gain .. ' 0'
  if task.skill then redis.call('SADD', prefix .. 'skills', task.skill) end
  local stored = redis.call('HMGET', name, 'state', 'rank')
  if not stored[1] then return add_task(change, task, rank) end
  redis.call('HDEL', name, 'dropped')
  if stored[1] ~= 'called-off' then return end
  local is_promised = string.find(stored[2], ' 1$')
  redis.call('HSET', name, 'queue', task.queue, 'rank', is_promised and stored[2] or rank)
end

-- All tasks that there ever were, those of the newest revision first; the others are dropped.
local function put_tasks(change)
  local ids, wanted = {}, {}
  for index, task in ipairs(change.tasks) do
    ids[index], wanted[task.id] = task.id, true
  end
  for _, id in ipairs(tasks_of(change.recordId)) do
    if not wanted[id] then
      ids[#ids + 1] = id
      call_off(id, 'retracted')
      if redis.call('EXISTS', key('task', id)) == 1 then redis.call('HSET', key('task', id), 'dropped', 1) end
    end
  end
  redis.call('HSET', key('action', change.recordId), 'tasks', table.concat(ids, ' '))
  for _, task in ipairs(change.tasks) do put_task(change, task) end
end

local take = {}

function take.action(change)
  local name = key('action', change.recordId)
  local revision = redis.call('HGET', name, 'revision')
  if revision and tonumber(revision) >= tonumber(change.revision) then return end
  redis.call('HSET', name, 'body', ARGV[9 + change.body], 'revision', change.revision)
  redis.call('HSET', name, 'customer', change.customer, 'brokerAt', change.brokerAt)
  if change.commercial then redis.call('HSET', name, 'commercial', 1) else redis.call('HDEL', name, 'commercial') end
  keep_off(change.recordId, '', nil)
  put_tasks(change)
  if stands(change.recordId) then
    bring_back(change.recordId)
  else
    for _, task in ipairs(change.tasks) do call_off(task.id, reason_of(change.recordId)) end
  end
  remember(change.recordId, change.customer)
end

-- Remembered also of an action that is not known: of a compacted topic, what called it off may be read before its newest revision.
function take.off(change)
  keep_off(change.recordId, change.by, change.reason)
  for _, id in ipairs(tasks_of(change.recordId)) do call_off(id, change.reason) end
  remember(change.recordId, change.customer)
end

function take.back(change)
  for _, action in ipairs(actions_of(change.customer)) do
    if keep_off(action, change.by, nil) then bring_back(action) end
  end
end

function take.changed(change)
  local customer = key('customer', change.customer)
  if redis.call('EXISTS', customer) == 0 then return end
  local number = redis.call('HINCRBY', customer, 'changes', 1)
  redis.call('HSET', customer, 'c:' .. change.recordId, number .. ' ' .. change.contactability)
  local changes = changes_of(change.customer)
  if #changes > changes_max then redis.call('HDEL', customer, changes[1].field) end
end

function take.unchanged(change) redis.call('HDEL', key('customer', change.customer), 'c:' .. change.recordId) end

function take.erase(change)
  for _, action in ipairs(actions_of(change.customer)) do
    for _, id in ipairs(tasks_of(action)) do
      if redis.call('EXISTS', key('task', id)) == 1 then leave_queue(key('task', id), id) end
      redis.call('ZREM', prefix .. 'dead', id)
      redis.call('DEL', key('task', id))
    end
    redis.call('DEL', key('action', action))
  end
  redis.call('DEL', key('customer', change.customer), key('sends', change.customer))
end

function take.emit(change) emit({change.entry}) end

for _, change in ipairs(cjson.decode(ARGV[9])) do take[change.kind](change) end
redis.call('HSET', KEYS[1], ARGV[4], ARGV[6])
return 'OK'
