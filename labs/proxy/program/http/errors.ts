/** A request that is answered with an error status instead of being forwarded. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;

  /** @param message what is wrong with it, shown to whoever sent it */
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The message breaks the syntax of HTTP: 400 when a client sent it, 502 when an origin did. */
export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault';
}

/** The other side closed, or fell silent, before its message was whole. */
export class Truncated extends Error {
  override readonly name = 'Truncated';
}

/** The origin could not be reached or did not give a usable answer. */
export class OriginError extends Error {
  override readonly name = 'OriginError';
  /** 502, or 504 when it took too long. */
  readonly status: 502 | 504;

  constructor(status: 502 | 504, message: string) {
    super(message);
    this.status = status;
  }
}
