import { HttpResponse, http } from 'msw';

const host = 'https://canvas.example.edu';
const api = `${host}/api/v1/courses/7`;

/** A Canvas with one course and one assignment, as its API is documented: pages of two, ids as strings, forms. */
export class FakeCanvas {
  readonly url = host;
  readonly token = 'the-token';
  readonly users = [
    {
      id: '501',
      name: 'Ada Lovelace',
      sortable_name: 'Lovelace, Ada',
      login_id: 'ada.lovelace',
      sis_user_id: 'S1',
    },
    {
      id: '502',
      name: 'Grace Hopper',
      sortable_name: 'Hopper, Grace',
      login_id: 'grace.hopper',
      sis_user_id: null,
    },
    { id: '503', name: 'Dennis Ritchie', sortable_name: 'Ritchie, Dennis', login_id: 'dennis.ritchie' },
  ];
  assignment = { id: '90', name: 'Proxy', points_possible: 100, grading_type: 'points' };
  readonly scores = new Map<string, number | null>([
    ['501', null],
    ['502', null],
    ['503', null],
  ]);
  readonly excused = new Set<string>();
  /** `user=points`, in the order in which they came. */
  readonly puts: string[] = [];
  /** Answers that come before the right ones, for each request that is `METHOD end-of-path`. */
  readonly faults: { readonly on: RegExp; readonly answer: () => Response }[] = [];
  requests = 0;

  handlers() {
    return [
      http.all(`${host}/*`, ({ request }) => this.#fault(request)),
      http.get(`${api}/assignments/90`, () => HttpResponse.json(this.assignment)),
      http.get(`${api}/users`, ({ request }) => page(this.users, request.url)),
      http.get(`${api}/assignments/90/submissions`, ({ request }) =>
        page(
          [...this.scores.keys()].map((id) => this.#submission(id)),
          request.url,
        ),
      ),
      http.put(`${api}/assignments/90/submissions/:user`, async ({ request, params }) => {
        const user = String(params.user);
        const points = new URLSearchParams(await request.text()).get('submission[posted_grade]');
        this.puts.push(`${user}=${points}`);
        this.scores.set(user, Number(points));
        return HttpResponse.json(this.#submission(user));
      }),
      http.all(`${host}/*`, () => notFound()),
    ];
  }

  #submission(user: string) {
    return { user_id: user, score: this.scores.get(user) ?? null, excused: this.excused.has(user) };
  }

  #fault(request: Request): Response | undefined {
    this.requests += 1;
    if (request.headers.get('authorization') !== `Bearer ${this.token}`)
      return HttpResponse.json({ errors: [{ message: 'Invalid access token.' }] }, { status: 401 });
    const name = `${request.method} ${new URL(request.url).pathname}`;
    const index = this.faults.findIndex(({ on }) => on.test(name));
    return index < 0 ? undefined : this.faults.splice(index, 1)[0]?.answer();
  }
}

function notFound(): Response {
  return HttpResponse.json(
    { errors: [{ message: 'The specified resource does not exist.' }] },
    { status: 404 },
  );
}

function page<T extends object>(items: readonly T[], address: string): Response {
  const url = new URL(address);
  const from = Number(url.searchParams.get('page') ?? 0);
  const next = from + 2;
  url.searchParams.set('page', String(next));
  const links = [`<${address}>; rel="current"`, ...(next < items.length ? [`<${url}>; rel="next"`] : [])];
  return HttpResponse.json(items.slice(from, next), { headers: { Link: links.join(',') } });
}
