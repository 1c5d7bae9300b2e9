import { z } from 'zod';
import { type CompatibilityLevel, compatibilityLevels } from '../compatibility.ts';
import { resetCompatibility, setCompatibility } from '../decisions.ts';
import { ErrorCode, RegistryError } from '../errors.ts';
import type { RegistryState } from '../state.ts';
import type { Writer } from '../writer.ts';
import { bodyOf, flag, type Request, type Routes, subjectOf } from './route.ts';

const body = z.strictObject({ compatibility: z.string() }, { error: 'only `compatibility` can be configured here' });

/** Compatibility levels, and the mode that another registry may have left. */
export function configRoutes(state: RegistryState, writer: Writer): Routes {
  return {
    '/config': {
      GET: () => ({ compatibilityLevel: state.compatibility(null) }),
      PUT: (request) => {
        const level = levelOf(request);
        return writer.change((now) => setCompatibility(now, null, level));
      },
      DELETE: () => writer.change((now) => resetCompatibility(now, null)),
    },
    '/config/:subject': {
      GET: (request) => ({ compatibilityLevel: subjectCompatibility(state, request) }),
      PUT: (request) => {
        const level = levelOf(request);
        return writer.change((now) => setCompatibility(now, subjectOf(request), level));
      },
      DELETE: (request) => writer.change((now) => resetCompatibility(now, subjectOf(request))),
    },
    '/mode': { GET: () => ({ mode: state.mode(null) }) },
    '/mode/:subject': { GET: (request) => ({ mode: subjectMode(state, request) }) },
  };
}

/** @throws {RegistryError} 422, 42203 */
function levelOf(request: Request): CompatibilityLevel {
  const asked = bodyOf(request, body).compatibility.toUpperCase();
  const level = compatibilityLevels.find((known) => known === asked);
  if (level !== undefined) return level;
  throw new RegistryError(
    ErrorCode.invalidCompatibilityLevel,
    `Invalid compatibility level. Valid values are ${compatibilityLevels.map((known) => known.toLowerCase()).join(', ')}`,
  );
}

/** @throws {RegistryError} 40408 */
function subjectCompatibility(state: RegistryState, request: Request): CompatibilityLevel {
  const subject = subjectOf(request);
  const level = flag(request, 'defaultToGlobal') ? state.compatibility(subject) : state.ownCompatibility(subject);
  if (level !== undefined) return level;
  throw new RegistryError(
    ErrorCode.subjectCompatibilityNotConfigured,
    `Subject '${subject}' does not have subject-level compatibility configured`,
  );
}

/** @throws {RegistryError} 40409 */
function subjectMode(state: RegistryState, request: Request): string {
  const subject = subjectOf(request);
  const mode = flag(request, 'defaultToGlobal') ? state.mode(subject) : state.ownMode(subject);
  if (mode !== undefined) return mode;
  throw new RegistryError(ErrorCode.subjectModeNotConfigured, `Subject '${subject}' does not have subject-level mode configured`);
}
