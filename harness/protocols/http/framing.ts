import {
  fieldTokens,
  fieldValues,
  type HttpDeviationKind,
  type HttpField,
  type HttpFraming,
} from './message.ts';
import type { StartLine } from './start-line.ts';

export interface Framing {
  readonly framing: HttpFraming;
  readonly length?: number;
  readonly deviations: readonly { readonly kind: HttpDeviationKind; readonly text: string }[];
}

/**
 * How the end of a response's body is told.
 * @param requestMethod of the request that it answers
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function responseFraming(
  start: StartLine,
  fields: readonly HttpField[],
  requestMethod: string | undefined,
): Framing {
  const status = start.status ?? 200;
  const isBodiless = requestMethod === 'HEAD' || status < 200 || status === 204 || status === 304;
  const isTunnel = requestMethod === 'CONNECT' && status < 300;
  if (isBodiless || isTunnel) return { framing: 'none', deviations: [] };
  return framingByFields(start, fields, 'close');
}

/** How the end of a request's body is told: without a field that says so there is none. */
export function requestFraming(start: StartLine, fields: readonly HttpField[]): Framing {
  return framingByFields(start, fields, 'none');
}

function framingByFields(start: StartLine, fields: readonly HttpField[], otherwise: HttpFraming): Framing {
  const codings = fieldTokens(fields, 'transfer-encoding');
  const length = readLength(fields);
  if (codings.length === 0) {
    if (length.value === undefined) return { framing: otherwise, deviations: length.deviations };
    return { framing: 'length', length: length.value, deviations: length.deviations };
  }
  const deviations = [...length.deviations, ...codingDeviations(start, fields, codings)];
  return { framing: codings.at(-1) === 'chunked' ? 'chunked' : otherwise, deviations };
}

function codingDeviations(start: StartLine, fields: readonly HttpField[], codings: readonly string[]) {
  const deviations: { kind: HttpDeviationKind; text: string }[] = [];
  if (fieldValues(fields, 'content-length').length > 0) {
    const text = 'Both Content-Length and Transfer-Encoding tell where the body ends';
    deviations.push({ kind: 'length-and-transfer-encoding', text });
  }
  if (codings.at(-1) !== 'chunked' || codings.indexOf('chunked') !== codings.length - 1) {
    const text = `Transfer-Encoding must end with chunked, once; it is "${codings.join(', ')}"`;
    deviations.push({ kind: 'transfer-encoding-not-chunked', text });
  }
  if (start.version === '1.0') {
    deviations.push({ kind: 'transfer-encoding-in-http-1.0', text: 'HTTP/1.0 has no Transfer-Encoding' });
  }
  return deviations;
}

function readLength(fields: readonly HttpField[]) {
  const values = fieldValues(fields, 'content-length').flatMap((value) =>
    value.split(',').map((v) => v.trim()),
  );
  const deviations: { kind: HttpDeviationKind; text: string }[] = [];
  const [first] = values;
  if (first === undefined) return { value: undefined, deviations };
  const isSame = values.every((value) => value === first);
  if (!isSame) {
    deviations.push({ kind: 'conflicting-lengths', text: `Content-Length is ${values.join(' and ')}` });
    return { value: undefined, deviations };
  }
  if (values.length > 1) deviations.push({ kind: 'repeated-length', text: 'Content-Length is there twice' });
  if (!/^\d{1,15}$/.test(first)) {
    deviations.push({ kind: 'bad-length', text: `Content-Length "${first}" is no number of bytes` });
    return { value: undefined, deviations };
  }
  return { value: Number(first), deviations };
}
