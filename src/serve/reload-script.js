// Loads a page of the report again when a new version of it was written, with the same folds open.
const { page, version } = document.currentScript.dataset;
let source;

// A fold is the same one where its words are, figures aside, in the same place: others may have come or gone meanwhile.
function nameOf(fold) {
  const words = fold.querySelector('summary')?.textContent.replaceAll(/\d+/g, '') ?? '';
  return fold.id || `${fold.closest('[id]')?.id} ${words.trim()}`;
}

function listen() {
  source ??= new EventSource(`/-/page?${new URLSearchParams({ page, version })}`);
  source.onmessage = () => {
    const folds = [...document.querySelectorAll('details')].map((fold) => [nameOf(fold), fold.open]);
    history.replaceState({ ...history.state, folds }, '');
    location.reload();
  };
}

function rest() {
  source?.close();
  source = undefined;
}

const before = new Map(history.state?.folds);
for (const fold of document.querySelectorAll('details')) fold.open = before.get(nameOf(fold)) ?? fold.open;

// A browser opens six connections to a server: pages that nobody sees leave theirs to others.
addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? listen() : rest()));
if (document.visibilityState === 'visible') listen();
