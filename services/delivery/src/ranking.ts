/** Whom an agent of a skill calls next. */
import type { Place } from './store.ts';

const hourMilliseconds = 3_600_000;

/**
 * The most urgent first: who was promised a call; then what is overdue; then the rest. Among these by gain / max(1 h, time until due),
 * in money per hour: the greater the gain and the nearer the due time, the sooner. Ties: the earlier due time, then the id.
 */
export const ranked = (places: readonly Place[], now: number): Place[] =>
  places.toSorted(
    (a, b) =>
      urgency(b, now) - urgency(a, now) ||
      gainPerHour(b, now) - gainPerHour(a, now) ||
      a.dueAt - b.dueAt ||
      (a.taskId < b.taskId ? -1 : 1),
  );

function urgency({ promised, dueAt }: Place, now: number): number {
  if (promised) return 2;
  return dueAt <= now ? 1 : 0;
}

const gainPerHour = ({ gainMinor, dueAt }: Place, now: number): number =>
  gainMinor / Math.max(1, (dueAt - now) / hourMilliseconds);
