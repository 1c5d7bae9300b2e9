--[[
Takes a batch of records of one source partition: all of it or nothing.

KEYS  1 cursors  hash  partition -> cursor
ARGV  1 prefix   2 now   3 kept (see common.lua)
      4 partition
      5 the cursor that is expected there, or '' for none
      6 the cursor after this batch
      7 how many tasks a queue may have
      8 the changes, a JSON list; each has a kind:
        action     recordId, revision, customer, body, commercial, brokerAt, tasks: list of {id, target, queue, skill, due, gain, overflow}
        off        recordId, reason, by (record that calls off, or '')
        back       by (a record that called off is withdrawn)
        changed    customer, recordId, at, contactability
        unchanged  customer, recordId (that record is withdrawn)
        erase      customer
        emit       entry

Returns OK, ALREADY (this very batch was taken before), or MOVED (somebody else has read on)
]]
local cursor = redis.call('HGET', KEYS[1], ARGV[4]) or ''
if cursor == ARGV[6] then return 'ALREADY' end
if cursor ~= ARGV[5] then return 'MOVED' end
local tasks_max = tonumber(ARGV[7])

local function tasks_of(action)
  local ids = {}
  for id in string.gmatch(redis.call('HGET', key('action', action), 'tasks') or '', '%S+') do ids[#ids + 1] = id end
  return ids
end

-- Those that were called off and never sent: what has been sent once is not sent again.
local function bring_back(action)
  for _, id in ipairs(tasks_of(action)) do
    local task = redis.call('HMGET', key('task', id), 'state', 'sentAt')
    if task[1] == 'called-off' and not task[2] then reopen(id) end
  end
end

local function add_task(change, task)
  local name = key('task', task.id)
  local about = {'action', change.recordId, 'customer', change.customer, 'target', task.target, 'queue', task.queue, 'attempt', 0}
  redis.call('HSET', name, unpack(about))
  if task.skill then redis.call('SADD', prefix .. 'skills', task.skill) end
  count_open(change.recordId, change.customer, 1)
  local member = task.id .. ' ' .. task.due .. ' ' .. task.gain .. ' 0'
  enter_queue(name, task.id, member, now)
  if redis.call('ZCARD', key('queue', task.queue)) <= tasks_max then return end
  close(task.id, 'suppressed', 'queue-full')
  emit({task.overflow})
end

local take = {}

function take.action(change)
  local name, customer = key('action', change.recordId), key('customer', change.customer)
  local revision = redis.call('HGET', name, 'revision')
  if revision and tonumber(revision) >= tonumber(change.revision) then return end
  redis.call('HSET', name, 'body', change.body, 'revision', change.revision, 'customer', change.customer)
  redis.call('HSET', name, 'commercial', change.commercial, 'brokerAt', change.brokerAt)
  if revision then return bring_back(change.recordId) end
  -- The action knows all that was known before it: what changed before counts for older open ones only.
  if tonumber(redis.call('HGET', customer, 'open') or '0') == 0 then redis.call('HDEL', customer, 'changed') end
  local ids = {}
  for index, task in ipairs(change.tasks) do ids[index] = task.id end
  redis.call('HSET', name, 'tasks', table.concat(ids, ' '))
  redis.call('HSET', customer, 'a:' .. change.recordId, now)
  redis.call('PEXPIRE', name, kept)
  if tonumber(redis.call('HGET', customer, 'open') or '0') == 0 then redis.call('PEXPIRE', customer, kept) end
  for _, task in ipairs(change.tasks) do add_task(change, task) end
end

function take.off(change)
  if change.by ~= '' then redis.call('SET', key('called-off-by', change.by), change.recordId, 'PX', kept) end
  for _, id in ipairs(tasks_of(change.recordId)) do
    local state = redis.call('HGET', key('task', id), 'state')
    if state == 'waiting' or state == 'leased' or state == 'dead' then close(id, 'called-off', change.reason) end
  end
end

function take.back(change)
  local action = redis.call('GET', key('called-off-by', change.by))
  if action then bring_back(action) end
end

function take.changed(change)
  local customer = key('customer', change.customer)
  if redis.call('EXISTS', customer) == 0 then return end
  local stored = redis.call('HGET', customer, 'changed')
  if stored and cjson.decode(stored).at > change.at then return end
  redis.call('HSET', customer, 'changed', change.contactability)
end

function take.unchanged(change)
  local customer = key('customer', change.customer)
  local stored = redis.call('HGET', customer, 'changed')
  if stored and cjson.decode(stored).recordId == change.recordId then redis.call('HDEL', customer, 'changed') end
end

function take.erase(change)
  local customer = key('customer', change.customer)
  for _, field in ipairs(redis.call('HKEYS', customer)) do
    local action = string.match(field, '^a:(.*)$')
    for _, id in ipairs(action and tasks_of(action) or {}) do
      leave_queue(key('task', id), id)
      redis.call('ZREM', prefix .. 'dead', id)
      redis.call('DEL', key('task', id))
    end
    if action then redis.call('DEL', key('action', action)) end
  end
  redis.call('DEL', customer, key('sends', change.customer))
end

function take.emit(change) emit({change.entry}) end

for _, change in ipairs(cjson.decode(ARGV[8])) do take[change.kind](change) end
redis.call('HSET', KEYS[1], ARGV[4], ARGV[6])
return 'OK'
