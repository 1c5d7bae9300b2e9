/** What goes wrong after a purchase, and how the shop deals with it. */
import type { Instant } from '@ebb/domain';
import { day, hour, type Pen } from '../synthetic/pen.ts';
import type { Chance } from './chance.ts';
import type { Leaving } from './leaving.ts';
import type { Mishap, Shop } from './shop.ts';
import type { DropOutCause } from './truth.ts';

interface Story {
  readonly cause: DropOutCause;
  /** @returns when it had gone badly, to be seen by all who look; the case is left open */
  readonly badly: (pen: Pen, name: string, at: Instant) => Instant;
  /** Solved as promised, and closed. */
  readonly well: (pen: Pen, name: string, at: Instant) => void;
}

/** The shop says by when it will be solved; where that goes badly, nobody solves it. */
const promised = (kind: 'defect' | 'complaint', cause: DropOutCause, days: number): Story => ({
  cause,
  badly: (pen, name, at) => {
    const promisedBy = at + days * day;
    pen.contact(at, name, { what: 'opened', kind, promisedBy });
    return promisedBy;
  },
  well: (pen, name, at) => {
    pen.contact(at, name, { what: 'opened', kind, promisedBy: at + days * day });
    solve(pen, name, at + (days - 1) * day);
  },
});

const stories: Readonly<Record<Mishap, Story>> = {
  defect: promised('defect', 'defect-not-fixed', 7),
  complaint: promised('complaint', 'disappointed', 3),
  question: {
    cause: 'bounced',
    badly: (pen, name, at) => {
      pen.contact(at, name, { what: 'opened', kind: 'question' });
      for (const [index, desk] of ['synthetic-orders', 'synthetic-billing'].entries()) {
        pen.contact(at + (index + 1) * 5 * hour, name, { what: 'transferred', desk, kind: 'other' });
      }
      return at + 10 * hour;
    },
    well: answer,
  },
  'service-not-performed': {
    cause: 'service-not-performed',
    badly: (pen, name, at) => {
      pen.contact(at, name, { what: 'opened', kind: 'service-not-performed', important: true });
      return at;
    },
    well: (pen, name, at) => {
      pen.contact(at, name, { what: 'opened', kind: 'service-not-performed' });
      solve(pen, name, at + day);
    },
  },
  'failed-onboarding': {
    cause: 'failed-onboarding',
    badly: (pen, name, at) => {
      pen.contact(at, name, { what: 'opened', kind: 'failed-onboarding' });
      return at;
    },
    well: answer,
  },
};

function answer(pen: Pen, name: string, at: Instant): void {
  pen.contact(at, name, { what: 'opened', kind: 'question' });
  solve(pen, name, at + 20 * hour);
}

function solve(pen: Pen, name: string, at: Instant): void {
  pen.contact(at, name, { what: 'resolved', kind: 'other' });
}

/** Days from a purchase to the case about it. */
const daysToCase = [1, 6] as const;
/** Days from when it had gone badly until the case is closed all the same. */
const daysToLateClosing = [3, 20] as const;

/**
 * What goes wrong after a purchase, if anything, written down whether or not the customer is about to leave.
 *
 * @param visit counts the customer's purchases from 1
 * @returns the drop-outs that it leads to: none, or one
 */
export function* incidentsAfter(at: Instant, visit: number, { incidents }: Shop, pen: Pen, chance: Chance): Generator<Leaving> {
  const { shares, badShare, fatalShare, closedLateShare, daysToDropOutMean } = incidents;
  for (const [kind, share] of Object.entries(shares) as [Mishap, number][]) {
    if (kind === 'failed-onboarding' && visit > 1) continue;
    if (!chance.happens(share)) continue;
    const name = `${kind}-${visit}`;
    const openedAt = pen.daysAfter(at, chance.between(daysToCase));
    const { badly, well, cause } = stories[kind];
    if (!chance.happens(badShare)) {
      well(pen, name, openedAt);
      continue;
    }
    const wentBadlyAt = badly(pen, name, openedAt);
    const isFatal = chance.happens(fatalShare);
    if (!isFatal || chance.happens(closedLateShare)) {
      solve(pen, name, pen.daysAfter(wentBadlyAt, chance.between(daysToLateClosing)));
    }
    if (!isFatal) continue;
    const leavesAt = wentBadlyAt + Math.floor(chance.exponential(daysToDropOutMean) * day);
    yield { at: leavesAt, cause, beganAt: openedAt, caseId: pen.caseIdOf(name), tell: () => wentBadlyAt };
  }
}
