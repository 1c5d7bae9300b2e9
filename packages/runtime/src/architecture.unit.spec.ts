import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

const task = textOf('packages/runtime/src/task.ts');
const architecture = textOf('docs/architecture.md');

/** "1 Take: decoded records…", for each line that the pattern finds. */
const stepsIn = (text: string, line: RegExp): string[] =>
  [...text.matchAll(line)].map(([, number, name, what]) => `${number} ${name}: ${what}`);

describe('the documents say what the code does', () => {
  it('the steps of the commit are those of the task, word for word', () => {
    const steps = stepsIn(task, /^ \* {3}(\d)\. (\w+) +(.+)$/gm);
    expect(steps).toHaveLength(6);
    expect(stepsIn(architecture, /^(\d)\. \*\*(\w+)\*\*: (.+)$/gm)).toEqual(steps);
  });

  it('and the task takes them in this order', () => {
    const documented = [...architecture.matchAll(/^(\d)\. \*\*(\w+)\*\*/gm)].map(([, number, name]) => `${number}. ${name}`);
    const taken = [...task.matchAll(/; \/\/ (\d\. \w+)$/gm)].map(([, step]) => step);
    expect(taken).toEqual(documented);
  });

  it('the defaults of the limits are those of the configuration', () => {
    const defaults = textOf('infra/config/default.yaml');
    const limits = [...architecture.matchAll(/^\| `(?:\w+\.)?(\w+)` +\| `(\w+)` +\|/gm)].map(
      ([, key, value]) => `${key}: ${value}`,
    );
    expect(limits.length).toBeGreaterThan(10);
    expect(limits.filter((limit) => !new RegExp(`\\b${limit}\\b`).test(defaults))).toEqual([]);
  });

  it.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root })])(
    'every file that %s links to is there',
    (document) => {
      const links = [...textOf(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path as string);
      expect(links.filter((path) => !existsSync(resolve(root, dirname(document), path)))).toEqual([]);
    },
  );
});
