/** Turns what zod finds into sentences with a place in the file. */
import { closest, distance } from 'fastest-levenshtein';
import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';
import { z } from 'zod';

type Path = readonly PropertyKey[];

/** Where in the YAML text a path stands. */
export class Places {
  readonly #fileName: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(fileName: string, document: Document, lines: LineCounter) {
    this.#fileName = fileName;
    this.#document = document;
    this.#lines = lines;
  }

  /** `file:line` of a value; of the nearest thing around it where it is not there. */
  of(path: Path): string {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#at(node.range[0]);
    }
    return `${this.#fileName}:1`;
  }

  /** `file:line` of a key. */
  ofKey(path: Path, key: string): string {
    const map = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
    return isNode(pair?.key) && pair.key.range ? this.#at(pair.key.range[0]) : this.of(path);
  }

  #at(offset: number): string {
    return `${this.#fileName}:${this.#lines.linePos(offset).line}`;
  }
}

/** One sentence for each problem that zod found. */
export function problemsOf(error: z.ZodError, schema: z.ZodType, places: Places): string[] {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  const problems = error.issues.flatMap((issue) => describe(issue, [], shape, places));
  return problems.toSorted((a, b) => lineOf(a) - lineOf(b));
}

function describe(issue: z.core.$ZodIssue, parent: Path, shape: Shape, places: Places): string[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, shape, places));
  const inner = issue.code === 'invalid_union' ? nearestBranch(issue.errors) : undefined;
  if (inner !== undefined) return inner.flatMap((one) => describe(one, path, shape, places));
  return [`${places.of(path)}: ${dotted(path)} ${sentenceOf(issue)}`];
}

/** The branch of a union that was meant: the one whose faults lie within it, not in its kind. */
const nearestBranch = (branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined =>
  branches.find((issues) => issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'));

/** What is allowed, in words that go on after the key. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `is one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_key') return issue.issues.map(sentenceOf).join(' and ');
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing';
  return /^(is|has) /.test(issue.message) ? issue.message : `is wrong: ${issue.message}`;
}

function unknownKey(path: Path, key: string, shape: Shape, places: Places): string {
  const allowed = allowedKeys(shape, path);
  const meant = meantBy(key, allowed);
  const suggestion = meant === undefined ? '' : `did you mean ${meant}? `;
  return `${places.ofKey(path, key)}: there is no ${dotted([...path, key])}; ${suggestion}allowed here: ${allowed.join(', ')}`;
}

function meantBy(key: string, allowed: readonly string[]): string | undefined {
  const nearest = closest(key, [...allowed]);
  const misspelt = distance(key.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, key.length / 3);
  return misspelt ? nearest : allowed.find((longer) => longer.startsWith(key));
}

const lineOf = (problem: string): number => Number(/:(\d+):/.exec(problem)?.[1]);

const dotted = (path: Path): string => path.map(String).join('.') || 'the file';

/** A JSON schema, in as much as it is looked at here. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

/** The keys that an object at a path may have. */
function allowedKeys(root: Shape, path: Path): string[] {
  let shapes: readonly Shape[] = branchesOf(root);
  for (const step of path) shapes = shapes.flatMap((shape) => branchesOf(childOf(shape, step)));
  return [...new Set(shapes.flatMap((shape) => Object.keys(shape.properties ?? {})))];
}

function branchesOf(shape: Shape): readonly Shape[] {
  const branches = shape.anyOf ?? shape.oneOf;
  return branches === undefined ? [shape] : branches.flatMap(branchesOf);
}

function childOf(shape: Shape, step: PropertyKey): Shape {
  if (typeof step === 'number') return shape.items ?? {};
  const { additionalProperties } = shape;
  return shape.properties?.[String(step)] ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
}
