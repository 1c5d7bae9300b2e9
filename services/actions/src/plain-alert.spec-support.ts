import type { Records } from '@ebb/contracts';

const nobodySaid = { consents: [], doNotContact: [], timeZone: null, language: null } as const;
const nothingSpoke = { silence: null, incidents: null, notice: null, payments: null } as const;

/** A core customer has given notice: never held out, and answered within an hour of opening time. */
export const plainAlert = (customerId: string, at: number, changes: Partial<Records['MainDefectorAlert']> = {}) =>
  ({
    recordId: `${customerId}-left/alert`,
    revision: 0,
    customerId,
    at,
    causeId: `${customerId}-left`,
    phase: 'leaving',
    trigger: 'notice',
    stage: 'core',
    lifetime: 1,
    relationship: 'transactional',
    advocacy: 'none',
    causes: [{ cause: 'unknown', proof: 'none', at, caseId: null, detail: '', detailFr: '', restsOn: [] }],
    notAssessable: [],
    evidence: nothingSpoke,
    pmg: 'large',
    valueAtStakeMinor: 180_00,
    openCase: false,
    contactability: nobodySaid,
    calibrationVersion: 1,
    rulesVersion: '0',
    restsOn: [`${customerId}-bought`],
    explanation: 'Has given notice.',
    explanationFr: 'A donné son préavis.',
    ...changes,
  }) satisfies Records['MainDefectorAlert'];
