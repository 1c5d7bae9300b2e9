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
        action     recordId, revision, customer, body, commercial, brokerAt, tasks: list of {id, target, queue, skill, due, gain, overflow}
        off        recordId, reason, by (record that calls off, or '')
        back       by (a record that called off is withdrawn)
        changed    customer, recordId, at, contactability
        unchanged  customer, recordId (that record is withdrawn)
        erase      customer
        emit       entry

Returns OK, ALREADY (this very batch was taken before), MOVED (somebody else has read on), or FULL (the outbox has to be sent first)
]]
local cursor = redis.call('HGET', KEYS[1], ARGV[4]) or ''
if cursor == ARGV[6] then return 'ALREADY' end
if cursor ~= ARGV[5] then return 'MOVED' end
if redis.call('XLEN', KEYS[2]) >= tonumber(ARGV[8]) then return 'FULL' end
local tasks_max = tonumber(ARGV[7])

local changes_max = 16

-- Nothing keeps the action from being done: it is not retracted, and no record calls it off.
local function stands(action) return redis.call('EXISTS', key('off', action)) == 0 end

-- Those that were called off and never sent: what has been sent once is not sent again.
local function bring_back(action)
  if not stands(action) then return end
  for _, id in ipairs(tasks_of(action)) do
    local task = redis.call('HMGET', key('task', id), 'state', 'sentAt', 'dropped')
    if task[1] == 'called-off' and not task[2] and not task[3] then reopen(id) end
  end
end

local function call_off(id, reason)
  local about = redis.call('HMGET', key('task', id), 'state', 'customer', 'action')
  if about[1] ~= 'waiting' and about[1] ~= 'leased' and about[1] ~= 'dead' then return end
  close(id, 'called-off', reason)
  -- What is under way may reach the customer yet: whoever reports it says so.
  if about[1] ~= 'leased' then uncount(about[2], about[3], id) end
end

local function add_task(change, task, member)
  local name = key('task', task.id)
  redis.call('HSET', name, 'action', change.recordId, 'customer', change.customer, 'target', task.target, 'attempt', 0)
  redis.call('HSET', name, 'queue', task.queue)
  count_open(change.recordId, change.customer, 1)
  enter_queue(name, task.id, member, now)
  if redis.call('ZCARD', key('queue', task.queue)) <= tasks_max then return end
  close(task.id, 'suppressed', 'queue-full')
  emit({task.overflow})
end

-- A task that waits stays as it is. One that is called off may be for another queue now; `bring_back` opens it.
local function put_task(change, task)
  local name = key('task', task.id)
  local member = task.id .. ' ' .. task.due .. ' ' .. task.gain .. ' 0'
  if task.skill then redis.call('SADD', prefix .. 'skills', task.skill) end
  local stored = redis.call('HMGET', name, 'state', 'member')
  if not stored[1] then return add_task(change, task, member) end
  redis.call('HDEL', name, 'dropped')
  if stored[1] ~= 'called-off' then return end
  local is_promised = string.find(stored[2], ' 1$')
  redis.call('HSET', name, 'queue', task.queue, 'member', is_promised and stored[2] or member)
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
  local name, customer = key('action', change.recordId), key('customer', change.customer)
  local revision = redis.call('HGET', name, 'revision')
  if revision and tonumber(revision) >= tonumber(change.revision) then return end
  redis.call('HSET', name, 'body', change.body, 'revision', change.revision, 'customer', change.customer)
  redis.call('HSET', name, 'commercial', change.commercial, 'brokerAt', change.brokerAt)
  redis.call('HDEL', key('off', change.recordId), 'retracted')
  redis.call('HSET', customer, 'a:' .. change.recordId, now)
  put_tasks(change)
  if stands(change.recordId) then
    bring_back(change.recordId)
  else
    for _, task in ipairs(change.tasks) do call_off(task.id, redis.call('HVALS', key('off', change.recordId))[1]) end
  end
  if tonumber(redis.call('HGET', name, 'open') or '0') == 0 then redis.call('PEXPIRE', name, kept) end
  if tonumber(redis.call('HGET', customer, 'open') or '0') == 0 then redis.call('PEXPIRE', customer, kept) end
end

-- Remembered also of an action that is not known: of a compacted topic, what called it off may be read before its newest revision.
function take.off(change)
  local off = key('off', change.recordId)
  redis.call('HSET', off, change.by == '' and 'retracted' or change.by, change.reason)
  redis.call('PEXPIRE', off, kept)
  if change.by ~= '' then redis.call('SET', key('called-off-by', change.by), change.recordId, 'PX', kept) end
  for _, id in ipairs(tasks_of(change.recordId)) do call_off(id, change.reason) end
end

function take.back(change)
  local action = redis.call('GET', key('called-off-by', change.by))
  if not action then return end
  redis.call('HDEL', key('off', action), change.by)
  bring_back(action)
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
  local customer = key('customer', change.customer)
  for _, field in ipairs(redis.call('HKEYS', customer)) do
    local action = string.match(field, '^a:(.*)$')
    for _, id in ipairs(action and tasks_of(action) or {}) do
      if redis.call('EXISTS', key('task', id)) == 1 then leave_queue(key('task', id), id) end
      redis.call('ZREM', prefix .. 'dead', id)
      redis.call('DEL', key('task', id))
    end
    if action then redis.call('DEL', key('action', action), key('off', action)) end
  end
  redis.call('DEL', customer, key('sends', change.customer))
end

function take.emit(change) emit({change.entry}) end

for _, change in ipairs(cjson.decode(ARGV[9])) do take[change.kind](change) end
redis.call('HSET', KEYS[1], ARGV[4], ARGV[6])
return 'OK'
