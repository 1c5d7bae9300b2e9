/**
 * The census of a partition: its customers and an amount by group, and the net of flows between groups, kept with each commit. Pure.
 *
 * Each customer is stored with what it was last counted as, each record that left with its flow. So what a commit changes is exact,
 * whatever was loaded, folded anew or retracted in between, and also where the rules by which is counted have changed.
 */
import type { Standing } from './customer.ts';

/** As the store keeps it: `customers:<group>`, `amount:<group>`, `flow:<flow>`. */
export type CensusFields = Readonly<Record<string, number>>;

export interface CensusCounts {
  /** By group; the amount is the sum of those of its customers. */
  readonly groups: Readonly<Record<string, { readonly customers: number; readonly amount: number }>>;
  /** Records that left and were not retracted, since the state began. */
  readonly flows: Readonly<Record<string, number>>;
}

/** What one batch changes. */
export class Tally {
  /** Fields that have changed, with what they are now. */
  readonly changed = new Map<string, number>();
  readonly #before: ReadonlyMap<string, number>;
  /** By group: the names of its fields, which are asked for with each customer. */
  readonly #fields = new Map<string, { readonly customers: string; readonly amount: string }>();

  constructor(before: ReadonlyMap<string, number>) {
    this.#before = before;
  }

  move(from: Standing | null, to: Standing | null): void {
    if (from !== null && to !== null && from.group === to.group) {
      this.#add(this.#fieldsOf(to.group).amount, to.amount - from.amount);
      return;
    }
    if (from !== null) this.#stand(from, -1);
    if (to !== null) this.#stand(to, 1);
  }

  /** @param flow empty for none */
  flow(flow: string, by: 1 | -1): void {
    if (flow !== '') this.#add(`flow:${flow}`, by);
  }

  /** All counts with the changes. */
  counts(): CensusCounts {
    return countsIn(new Map([...this.#before, ...this.changed]));
  }

  #stand({ group, amount }: Standing, sign: 1 | -1): void {
    const fields = this.#fieldsOf(group);
    this.#add(fields.customers, sign);
    this.#add(fields.amount, sign * amount);
  }

  #fieldsOf(group: string) {
    const known = this.#fields.get(group);
    if (known !== undefined) return known;
    const fields = { customers: `customers:${group}`, amount: `amount:${group}` };
    this.#fields.set(group, fields);
    return fields;
  }

  #add(field: string, by: number): void {
    this.changed.set(field, (this.changed.get(field) ?? this.#before.get(field) ?? 0) + by);
  }
}

/** Fields as groups and flows. */
export function countsIn(fields: ReadonlyMap<string, number>): CensusCounts {
  const groups: Record<string, { customers: number; amount: number }> = {};
  const flows: Record<string, number> = {};
  for (const [field, value] of fields) {
    const kind = field.slice(0, field.indexOf(':'));
    const name = field.slice(kind.length + 1);
    if (kind === 'flow') flows[name] = value;
    else if (kind === 'customers') groups[name] = { customers: value, amount: fields.get(`amount:${name}`) ?? 0 };
  }
  return { groups, flows };
}
