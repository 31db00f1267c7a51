import { GradeError } from '../../../harness/runtime/errors.ts';

/** A zip file that is not unpacked. The message is one sentence for instructor and student, without a full stop. */
export class UnzipError extends GradeError {
  override readonly name = 'UnzipError';

  constructor(message: string, options?: ErrorOptions) {
    super('unzip', message, options);
  }
}
