// Loads a page of the report again when a new version of it was written, with the same folds open.
const { page, version } = document.currentScript.dataset;
let source;

function listen() {
  source ??= new EventSource(`/-/page?${new URLSearchParams({ page, version })}`);
  source.onmessage = () => {
    const open = [...document.querySelectorAll('details')].flatMap(({ open }, index) =>
      open ? [index] : [],
    );
    history.replaceState({ ...history.state, open }, '');
    location.reload();
  };
}

function rest() {
  source?.close();
  source = undefined;
}

if (history.state?.open) {
  const folds = document.querySelectorAll('details');
  for (const index of history.state.open) if (folds[index]) folds[index].open = true;
}

// A browser opens six connections to a server: pages that nobody sees leave theirs to others.
addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? listen() : rest()));
if (document.visibilityState === 'visible') listen();
