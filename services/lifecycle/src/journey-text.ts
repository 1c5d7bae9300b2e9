/** Facts and decisions in brief, for a person to read. */
import type { Engagement, Fact, Output, ProfileChange, SupportContact } from '@ebb/domain';

/** Amounts are in minor units of the reporting currency: who shows them knows its name. */
export function factText(fact: Fact): string {
  switch (fact.kind) {
    case 'purchase':
    case 'refund':
      return String(fact.amountMinor);
    case 'support-contact':
      return contactText(fact);
    case 'profile-change':
      return profileText(fact);
    case 'engagement':
      return engagementText(fact);
  }
}

const dayMilliseconds = 86_400_000;

function contactText(contact: SupportContact): string {
  const { caseId, what, caseKind, important, desk, level, promisedBy, rating, motive, effectiveOn } = contact;
  return words(
    `${caseId} ${what}`,
    important && 'important',
    caseKind !== 'other' && caseKind,
    desk !== null && `at ${desk}${level === null ? '' : `, level ${level}`}`,
    promisedBy !== null && `by ${timeOf(promisedBy)}`,
    rating !== null && `${rating} of 5`,
    motive !== null && `for ${motive}`,
    effectiveOn !== null && `from ${timeOf(effectiveOn * dayMilliseconds).slice(0, 10)}`,
  );
}

function profileText(change: ProfileChange): string {
  const { what, granted, channel, consentSource, timeZone, language, relationship, shareOfWalletPercent } = change;
  const { referredCustomerId, lossReason, invoiceId, approvedBy } = change;
  return words(
    what,
    granted !== null && (granted ? 'yes' : 'no'),
    channel,
    consentSource !== null && `by ${consentSource}`,
    timeZone,
    language,
    relationship,
    shareOfWalletPercent !== null && `${shareOfWalletPercent} %`,
    referredCustomerId,
    lossReason,
    invoiceId,
    approvedBy !== null && `by ${approvedBy}`,
  );
}

function engagementText({ what, channel, actionId, outcome, motive, callBackAt, detail }: Engagement): string {
  return words(
    what,
    channel !== null && `by ${channel}`,
    outcome,
    motive !== null && `for ${motive}`,
    callBackAt !== null && `at ${timeOf(callBackAt)}`,
    detail !== null && `(${detail})`,
    actionId,
  );
}

export function outputText(output: Output): string {
  switch (output.type) {
    case 'LifecycleTransition': {
      const { fromStage, toStage, fromRisk, toRisk, reason, advocacy, wonBack } = output;
      const stage = fromStage !== toStage && `${fromStage} > ${toStage}`;
      const risk = fromRisk !== toRisk && `${fromRisk} > ${toRisk}`;
      return words(stage, risk, reason === 'advocacy' && advocacy, `(${reason})`, wonBack && 'won back');
    }
    case 'MainDefectorAlert':
    case 'RiskAlert':
      return `${output.phase}: ${output.causes.map(({ cause }) => cause).join(', ')}. ${output.explanation}`;
    case 'AlertClosed':
      return `${output.phase} (${output.reason})`;
    case 'ContactabilityChanged':
      return '';
    case 'ActionOutcome':
      return words(output.what, output.outcome, output.actionId);
    case 'AbandonmentProposed':
      return output.explanation;
  }
}

/** Those of the words that are there. */
const words = (...all: readonly (string | null | false)[]): string =>
  all.filter((word) => word !== null && word !== false).join(' ');

/** Coordinated universal time, and says so: what is kept knows no zone. */
const timeOf = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`;
