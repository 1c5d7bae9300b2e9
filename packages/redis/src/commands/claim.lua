--[[
Makes a worker the only writer of a partition.

KEYS  1 meta    hash {token, epoch, commit, cursor}
      2 outbox  list
      3 census  hash  field -> count
ARGV  1 token        of the new owner
      2 epochAtLeast the epoch noted in Kafka: Redis may have lost its own

Returns {epoch, commit, cursor or '', outbox entries, census as fields and counts in turn}
]]
local stored = redis.call('HMGET', KEYS[1], 'epoch', 'commit', 'cursor')
local epoch = math.max(tonumber(stored[1] or '0'), tonumber(ARGV[2])) + 1
local commit = stored[2] or '0'
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'epoch', epoch, 'commit', commit)
return {epoch, tonumber(commit), stored[3] or '', redis.call('LRANGE', KEYS[2], 0, -1), redis.call('HGETALL', KEYS[3])}
