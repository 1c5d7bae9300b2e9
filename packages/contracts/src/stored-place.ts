/** The place that a base stands for, as it is stored: mostly the end of an instant, which its time tells. */
import type { StoredPosition } from './generated/records.ts';

/** Before every fact: where the base of a new customer stands. Kept as null, as no long holds it. */
export const beforeEveryFact: StoredPosition = { at: Number.MIN_SAFE_INTEGER, source: 0, id: '' };

/** Above the index of every source: after every fact of an instant. */
const afterAllSources = 127;

export function keptPlace(place: StoredPosition): StoredPosition | number | null {
  if (place.at === beforeEveryFact.at) return null;
  return place.source === afterAllSources && place.id === '' ? place.at : place;
}

export function placeFrom(kept: StoredPosition | number | null): StoredPosition {
  if (kept === null) return beforeEveryFact;
  return typeof kept === 'number' ? { at: kept, source: afterAllSources, id: '' } : kept;
}
