/** Base of what this product throws on purpose. `code` is for programs, the message for people. */
export class GradeError extends Error {
  override readonly name: string = 'GradeError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The machine cannot do what was asked: a missing tool, a refused right. The message says what mends it. */
export class EnvironmentError extends GradeError {
  override readonly name = 'EnvironmentError';
}

/** Our side failed while a program was judged. Makes a lab run ungradable, never zero. */
export class InfrastructureError extends GradeError {
  override readonly name = 'InfrastructureError';
}
