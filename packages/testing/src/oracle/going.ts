import { alert } from './alert.ts';
import { closeAlert, forgetRisks, type GoneBy, type Life, type Moment, tell } from './life.ts';
import type { OracleSettings } from './settings.ts';

const reasons = { silence: 'silence', notice: 'notice-effective', 'contract-ended': 'contract-ended' } as const;

/** The customer is gone. @param silence that spoke: the threshold it crossed, and whether anyone is alerted to it */
export function go(
  life: Life,
  moment: Moment,
  by: GoneBy,
  settings: OracleSettings,
  silence?: { readonly threshold: number; readonly isAlarm: boolean },
): void {
  life.gone = { day: moment.day, stageBefore: life.stage, by };
  life.stage = life.everCore ? 'core-defector' : 'inactive';
  forgetRisks(life);
  tell(life, moment, reasons[by]);
  if (!life.everCore || silence?.isAlarm === false) closeAlert(life, moment, 'escalated');
  else if (silence === undefined) alert(life, moment, { phase: 'gone', trigger: by }, settings);
  else alert(life, moment, { phase: 'gone', trigger: by, threshold: silence.threshold }, settings);
  if (by !== 'silence') life.notice = null;
}

/** The customer cannot or need not come back. */
export function end(life: Life, moment: Moment, stage: 'lost' | 'abandoned'): void {
  if (life.stage === stage) return;
  life.stage = stage;
  life.gone = null;
  life.abandonment = null;
  forgetRisks(life);
  life.notice = null;
  tell(life, moment, stage);
  closeAlert(life, moment, stage);
}
