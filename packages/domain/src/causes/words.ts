import { dayMilliseconds } from '../time/calendar.ts';

/** Numbers and times as people of the language read them. */
const english = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const french = new Intl.NumberFormat('fr', { maximumFractionDigits: 1 });

const hourMilliseconds = 3_600_000;

/** "1,234.5". */
export function figure(number: number): string {
  return english.format(number);
}

/** "1 234,5". */
export function figureFr(number: number): string {
  return french.format(number);
}

/** "1 day", "2 days". */
export function count(number: number, one: string, many: string): string {
  return `${figure(number)} ${number === 1 ? one : many}`;
}

/** "0 jour", "1,5 jour", "2 jours": in French the plural begins at two. */
export function countFr(number: number, one: string, many: string): string {
  return `${figureFr(number)} ${number < 2 ? one : many}`;
}

/** Rounded to whole days, or under a day to hours. */
export function duration(milliseconds: number): string {
  if (milliseconds < hourMilliseconds) return 'less than an hour';
  if (milliseconds < dayMilliseconds) return count(Math.round(milliseconds / hourMilliseconds), 'hour', 'hours');
  return count(Math.round(milliseconds / dayMilliseconds), 'day', 'days');
}

/** The same in French. */
export function durationFr(milliseconds: number): string {
  if (milliseconds < hourMilliseconds) return "moins d'une heure";
  if (milliseconds < dayMilliseconds) return countFr(Math.round(milliseconds / hourMilliseconds), 'heure', 'heures');
  return countFr(Math.round(milliseconds / dayMilliseconds), 'jour', 'jours');
}

export function ago(milliseconds: number): string {
  return `${duration(milliseconds)} ago`;
}

export function agoFr(milliseconds: number): string {
  return `il y a ${durationFr(milliseconds)}`;
}
