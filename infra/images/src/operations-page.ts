import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@ebb/stack';

/** The commands of a section of docs/operations.md, as one script. */
export interface OperationsSection {
  readonly heading: string;
  readonly script: string;
}

/** The sections that have commands, in their order. */
export function operationsPage(): OperationsSection[] {
  const [, ...sections] = readFileSync(join(repository, 'docs/operations.md'), 'utf8').split(/^## /m);
  return sections.flatMap((section) => {
    const heading = section.slice(0, section.indexOf('\n'));
    const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block as string);
    return blocks.length === 0 ? [] : [{ heading, script: blocks.join('') }];
  });
}
