import { expect, test } from 'vitest';
import { isRecordName, subjectOf } from './codec.ts';
import { sourceNames, sources, topicReadByLifecycle, topics } from './topics.ts';

test('the sources stand in the order that decides between facts of one instant', () => {
  expect(sourceNames).toEqual(['purchases', 'supportContacts', 'profiles', 'engagements']);
});

test('every topic has a name of its own', () => {
  const names = [...Object.values(sources), ...Object.values(topics)].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('what a topic carries has a schema, registered under its full name', () => {
  const records = [
    ...Object.values(sources).map(({ record }) => record),
    ...Object.values(topics).flatMap((topic) => topic.records),
  ];
  expect(records.filter((record) => !isRecordName(record))).toEqual([]);
  expect(subjectOf('MainDefectorAlert')).toBe('ebb.MainDefectorAlert');
});

test("a topic whose keys are the shop's is read from one of Ebb's own beside it", () => {
  expect(topicReadByLifecycle({ topic: 'crm-events', rekey: true })).toBe('crm-events-by-customer');
  expect(topicReadByLifecycle({ topic: 'purchases', rekey: false })).toBe('purchases');
  expect(topicReadByLifecycle(null)).toBeNull();
});
