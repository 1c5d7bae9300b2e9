/** Commercial contacts: now and then of everybody, and some customers are pressed. */
import type { Instant } from '@ebb/domain';
import { day, hour, type Pen } from '../synthetic/pen.ts';
import type { Chance } from './chance.ts';
import type { Leaving } from './leaving.ts';
import { timesOf } from './nature.ts';
import type { Shop } from './shop.ts';

/** Many contacts in a short time. */
export interface Pressure {
  readonly contactsAt: readonly Instant[];
  readonly annoys: boolean;
}

export function pressures(acquiredAt: Instant, shop: Shop, chance: Chance): readonly Pressure[] {
  const { perYear, contacts, days, annoyedShare } = shop.pressure;
  return [...timesOf(perYear, acquiredAt, shop, chance)].map((from) => ({
    contactsAt: Array.from({ length: contacts }, (_, index) => from + Math.floor((index * days * day) / contacts)),
    annoys: chance.happens(annoyedShare),
  }));
}

/** Who is annoyed leaves after the last contact, and some opt out. */
export function pressureLeavings(all: readonly Pressure[], { pressure }: Shop, chance: Chance): readonly Leaving[] {
  return all
    .filter(({ annoys }) => annoys)
    .map(({ contactsAt }): Leaving => {
      const at = contactsAt.at(-1)! + hour;
      const optsOut = chance.happens(pressure.optOutShare);
      const tell = (pen: Pen): Instant => {
        if (optsOut) pen.engagement(at, { what: 'opted-out', commercial: false });
        return at;
      };
      return { at, cause: 'over-solicited', beganAt: contactsAt[0]!, caseId: null, tell };
    });
}

/** Of those whom pressure does not annoy, so many contacts bring one answer. */
const contactsPerAnswer = 3;

/** The company does not know who has left: all are contacted on, and who has left does not answer. */
export function sendCampaigns(
  pen: Pen,
  acquiredAt: Instant,
  leftAt: Instant,
  pressed: readonly Pressure[],
  shop: Shop,
  chance: Chance,
): void {
  for (const at of timesOf(shop.campaigns.perYear, acquiredAt, shop, chance)) {
    send(pen, at, chance.happens(shop.campaigns.answeredShare) && at < leftAt);
  }
  for (const { contactsAt, annoys } of pressed) {
    for (const [index, at] of contactsAt.entries()) {
      send(pen, at, !annoys && index % contactsPerAnswer === contactsPerAnswer - 1 && at < leftAt);
    }
  }
}

function send(pen: Pen, at: Instant, isAnswered: boolean): void {
  pen.engagement(at, { what: 'campaign-sent' });
  if (isAnswered) pen.engagement(at + hour, { what: 'answered', commercial: false });
}
