import { fieldValue, type HttpMessage } from '../../harness/protocols/http/message.ts';
import type { OriginObject, OriginScript } from './script.ts';

const NOT_FOUND: OriginObject = {
  path: '',
  status: 404,
  headers: [['Content-Type', 'text/html']],
  body: Buffer.from('<html><body><h1>404 Not Found</h1></body></html>\n'),
};

/** The first object that a request asks for, of any host when it names none; a 404 when there is none. */
export function findObject(script: OriginScript, request: HttpMessage): OriginObject {
  const path = originForm(request.target ?? '');
  const host = hostOf(request);
  return (
    script.objects.find(
      (object) =>
        object.path === path &&
        (object.method === undefined || object.method === request.method) &&
        (object.host === undefined || host === '' || object.host.toLowerCase() === host),
    ) ?? NOT_FOUND
  );
}

/** `/a.html` of `http://host/a.html`, which every server must take as well. */
function originForm(target: string): string {
  const absolute = /^http:\/\/[^/?#]*(.*)$/i.exec(target);
  if (!absolute) return target;
  const path = absolute[1] ?? '';
  return path.startsWith('/') ? path : `/${path}`;
}

/** Name in lower case without port, as the target or the Host field says it. */
function hostOf(request: HttpMessage): string {
  const absolute = /^http:\/\/([^/?#]*)/i.exec(request.target ?? '');
  const host = absolute?.[1] ?? fieldValue(request, 'host') ?? '';
  return host.replace(/:\d*$/, '').toLowerCase();
}
