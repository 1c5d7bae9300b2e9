import kafkajs, { type PartitionAssigner } from 'kafkajs';

const { AssignerProtocol } = kafkajs;

/**
 * Gives partition p of every topic to the same member: kafkajs's own round robin goes on counting from topic to topic, which parts
 * them. Members get contiguous ranges, so that each keeps most of what it had when one comes or goes.
 */
export const coPartitioned: PartitionAssigner = ({ cluster }) => ({
  name: 'EbbCoPartitioned',
  version: 1,
  protocol: ({ topics }) => ({
    name: 'EbbCoPartitioned',
    metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.alloc(0) }),
  }),
  assign: async ({ members, topics }) => {
    const memberIds = members.map(({ memberId }) => memberId).toSorted();
    const partitions = topics.map((topic) => cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId));
    const count = Math.max(0, ...partitions.map((ids) => ids.length));
    return memberIds.map((memberId, index) => {
      const from = Math.floor((index * count) / memberIds.length);
      const to = Math.floor(((index + 1) * count) / memberIds.length);
      const assignment = Object.fromEntries(
        topics.map((topic, of) => [topic, (partitions[of] ?? []).filter((id) => id >= from && id < to)]),
      );
      return {
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 1, assignment, userData: Buffer.alloc(0) }),
      };
    });
  },
});

/** Gives all partitions to one member; the others stand by, and one of them takes over when it goes. */
export const allToOne: PartitionAssigner = ({ cluster }) => ({
  name: 'EbbAllToOne',
  version: 1,
  protocol: ({ topics }) => ({
    name: 'EbbAllToOne',
    metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.alloc(0) }),
  }),
  assign: async ({ members, topics }) => {
    const [chosen] = members.map(({ memberId }) => memberId).toSorted();
    const partitions = topics.map((topic) => cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId));
    const all = Object.fromEntries(topics.map((topic, of) => [topic, partitions[of] ?? []]));
    const none = Object.fromEntries(topics.map((topic) => [topic, []]));
    return members.map(({ memberId }) => {
      const assignment = memberId === chosen ? all : none;
      return {
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 1, assignment, userData: Buffer.alloc(0) }),
      };
    });
  },
});
