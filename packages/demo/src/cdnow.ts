import { fileURLToPath } from 'node:url';
import { type Config, loadConfig } from '@ebb/contracts';
import { calendarOf, IntakeError, limitsOf, type PurchasesFile, surveyPurchases } from '@ebb/intake';

const infra = new URL('../../../infra/', import.meta.url);
const dataFile = fileURLToPath(new URL('cdnow/purchases.csv.gz', infra));

export const loadDemoConfig = (): Config => loadConfig(fileURLToPath(new URL('config/demo.yaml', infra)));

/** The data set's event time ends here: after its last day, 1998-06-30. */
export const cdnowEnd = Date.parse('1998-07-01T00:00:00Z');

/** The CDNOW purchases: a user's file like any other. See infra/cdnow/README.md. */
export function surveyCdnow(config: Config): Promise<PurchasesFile> {
  const reading = {
    columns: { customer: 'customer_id', at: 'date', amount: 'amount_usd' },
    currency: 'USD',
    // The file tells only how many CDs were bought.
    category: 'cd',
    businessTimeZone: config.businessTimeZone,
    limits: limitsOf(config, calendarOf(config)),
  };
  return surveyPurchases(dataFile, reading, Date.now(), ({ line, reason }) => {
    throw new IntakeError(`${dataFile}:${line}: ${reason}. Is the file the original one?`);
  });
}
