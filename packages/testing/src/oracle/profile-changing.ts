import type { ProfileChange, Stage } from '@ebb/domain';
import { approve } from './abandonment.ts';
import { alert, explain } from './alert.ts';
import { setDeadlines } from './buying.ts';
import { relationshipOf } from './customer-profile.ts';
import { end, go } from './going.ts';
import { closeAlert, closeLeaving, isAtHand, isHigher, type Life, type Moment, newLife, tell } from './life.ts';
import { judgeIncidents, levelAt } from './risk.ts';
import type { OracleSettings } from './settings.ts';

/** A profile change that is already among the known facts. @param wasContractual before it */
export function changeProfile(
  life: Life,
  { what }: ProfileChange,
  moment: Moment,
  wasContractual: boolean,
  settings: OracleSettings,
): void {
  const isContractual = relationshipOf(life.known) === 'contractual';
  if (what === 'lead-captured') lead(life, moment, ['none'], 'suspect');
  if (what === 'lead-qualified') lead(life, moment, ['none', 'suspect', 'disqualified'], 'prospect');
  if (what === 'lead-disqualified') lead(life, moment, ['none', 'suspect', 'prospect'], 'disqualified');
  if (what === 'lost') end(life, moment, 'lost');
  if (what === 'abandonment-approved') approve(life, moment, settings);
  if (what === 'erasure-requested') erase(life, moment);
  if (isContractual && !wasContractual) stopListening(life, moment, settings);
  if (!isContractual && wasContractual && isAtHand(life)) setDeadlines(life, moment, settings);
  if (isContractual && what === 'contract-ended' && isAtHand(life)) go(life, moment, 'contract-ended', settings);
  if (isContractual) judgeIncidents(life, moment, 'payment', settings);
  explain(life, moment, settings);
}

function lead(life: Life, moment: Moment, from: readonly Stage[], to: Stage): void {
  if (!from.includes(life.stage)) return;
  life.stage = to;
  tell(life, moment, 'lead');
}

/** Of a contractual customer silence means nothing, but payments do. */
function stopListening(life: Life, moment: Moment, settings: OracleSettings): void {
  if (!isAtHand(life)) return;
  const level = levelAt(life, moment.at, settings);
  const isRise = isHigher(level, life.incidentRisk);
  life.rhythm = null;
  life.waitsSince = null;
  life.fadingDay = null;
  life.silenceRisk = 'steady';
  if (isRise) life.incidentRisk = level;
  tell(life, moment, 'relationship');
  closeLeaving(life, moment, ['silence'], 'false-alarm');
  if (isRise && level === 'leaving') alert(life, moment, { phase: 'leaving', trigger: 'payment' }, settings);
}

/** All that is known goes. */
function erase(life: Life, moment: Moment): void {
  const { customerId, outputs, told, openAlert } = life;
  Object.assign(life, newLife(customerId), { outputs, told, openAlert, stage: 'erased' });
  tell(life, moment, 'erased');
  closeAlert(life, moment, 'erased');
}
