export const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  206: 'Partial Content',
  301: 'Moved Permanently',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  416: 'Range Not Satisfiable',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  505: 'HTTP Version Not Supported',
};

/** A request that is answered with an error page. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  /** Fields that this status asks for: `Allow` with 405, `Content-Range` with 416. */
  readonly fields: readonly (readonly [string, string])[];

  constructor(status: number, explanation: string, fields: readonly (readonly [string, string])[] = []) {
    super(explanation);
    this.status = status;
    this.fields = fields;
  }
}
