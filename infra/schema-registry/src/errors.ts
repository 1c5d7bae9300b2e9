/** Confluent's error codes that this registry answers with. The first three digits are the HTTP status. */
export const ErrorCode = {
  subjectNotFound: 40401,
  versionNotFound: 40402,
  schemaNotFound: 40403,
  subjectSoftDeleted: 40404,
  subjectNotSoftDeleted: 40405,
  versionSoftDeleted: 40406,
  versionNotSoftDeleted: 40407,
  subjectCompatibilityNotConfigured: 40408,
  subjectModeNotConfigured: 40409,
  incompatibleSchema: 409,
  unprocessable: 422,
  invalidSchema: 42201,
  invalidVersion: 42202,
  invalidCompatibilityLevel: 42203,
  operationNotPermitted: 42205,
  invalidSubject: 42208,
  schemaTooLarge: 42209,
  storeFailed: 50001,
  storeTimedOut: 50002,
} as const;

/** A request that is answered with `{error_code, message}`. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly code: number;

  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get httpStatus(): number {
    return this.code < 1000 ? this.code : Math.floor(this.code / 100);
  }
}

export const subjectNotFound = (subject: string) =>
  new RegistryError(ErrorCode.subjectNotFound, `Subject '${subject}' not found.`);

export const versionNotFound = (version: number | 'latest') =>
  new RegistryError(ErrorCode.versionNotFound, `Version ${version} not found.`);

export const schemaNotFound = (id?: number) =>
  new RegistryError(ErrorCode.schemaNotFound, id === undefined ? 'Schema not found' : `Schema ${id} not found`);

export const invalidSchema = (message: string) => new RegistryError(ErrorCode.invalidSchema, message);
