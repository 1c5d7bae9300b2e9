import { describe, expect, it } from 'vitest';
import { checkColumns, parseColumns } from './columns.ts';

describe('--map', () => {
  it('names the columns', () => {
    expect(parseColumns('customer=Customer ID, at=date,amount=a=b,order=no')).toEqual({
      customer: 'Customer ID',
      at: 'date',
      amount: 'a=b',
      order: 'no',
    });
  });

  it.each([
    ['customer=c,at=d', 'amount missing'],
    ['customer=c,at=d,amuont=a', '"amuont"; did you mean "amount"?'],
    ['customer=c,at=d,amount', 'amount names no column; write amount=COLUMN'],
    ['customer=c,at=d,amount=a,at=e', 'at is there twice'],
  ])('%s is refused with what would be right', (text, message) => {
    expect(() => parseColumns(text)).toThrow(message);
  });
});

describe('A mapped column that is not in the file', () => {
  const columns = parseColumns('customer=customer,at=date,amount=amount');

  it('stops at once, with what columns there are and which one was meant', () => {
    expect(() => checkColumns(columns, ['Customer', 'date', 'amount'], 'shop.csv')).toThrow(
      'shop.csv has no column "customer" for customer; did you mean "Customer"? Its columns are "Customer", "date", "amount"',
    );
  });

  it('comes without a suggestion where nothing is like it', () => {
    expect(() => checkColumns(columns, ['buyer', 'date', 'amount'], 'shop.csv')).toThrow(
      'shop.csv has no column "customer" for customer. Its columns are "buyer", "date", "amount"',
    );
  });
});
