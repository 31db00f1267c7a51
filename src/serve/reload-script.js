// Loads a page of the report again when a new version of it was written, with the same folds open.
const { page, version } = document.currentScript.dataset;
let source;

// A fold is the same one as before when it has the same id, else when it is the nth of its kind within what has one:
// others may have come or gone elsewhere in the page, and words change with their figures.
function namedFolds() {
  const seen = new Map();
  return [...document.querySelectorAll('details')].map((fold) => {
    const place = fold.id || `${fold.closest('[id]')?.id} ${fold.className}`;
    const count = seen.get(place) ?? 0;
    seen.set(place, count + 1);
    return [`${place} ${count}`, fold];
  });
}

function listen() {
  source ??= new EventSource(`/-/page?${new URLSearchParams({ page, version })}`);
  source.onmessage = () => {
    const folds = namedFolds().map(([name, fold]) => [name, fold.open]);
    history.replaceState({ ...history.state, folds }, '');
    location.reload();
  };
}

function rest() {
  source?.close();
  source = undefined;
}

const before = new Map(history.state?.folds);
for (const [name, fold] of namedFolds()) fold.open = before.get(name) ?? fold.open;

// A browser opens six connections to a server: pages that nobody sees leave theirs to others.
addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? listen() : rest()));
if (document.visibilityState === 'visible') listen();
