// Keeps the live page up to date: the server sends the parts that changed, as they are to stand in the page.
const notice = document.querySelector('[data-connection]');

function showParts({ title, parts }) {
  document.title = title;
  for (const [name, markup] of Object.entries(parts)) {
    const place = document.querySelector(`[data-part="${name}"]`);
    if (place.dataset.shown === markup) continue;
    const focused = place.contains(document.activeElement) && document.activeElement.getAttribute('href');
    place.innerHTML = markup;
    place.dataset.shown = markup;
    // Who stood on a link with the keyboard stands on it again.
    if (focused) place.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
    carryChosenTheme(place);
  }
  showSince();
}

// Colours that were chosen go along to the report.
function carryChosenTheme(place) {
  const theme = document.documentElement.dataset.theme;
  const own = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  if (theme === own) return;
  for (const link of place.querySelectorAll('a[data-inside]')) link.search = `?theme=${theme}`;
}

function showSince() {
  for (const place of document.querySelectorAll('[data-since]')) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(place.dataset.since)) / 1000));
    place.textContent = seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
  }
}

const source = new EventSource('/-/live');
source.addEventListener('parts', (event) => showParts(JSON.parse(event.data)));
source.addEventListener('open', () => {
  notice.hidden = true;
});
source.addEventListener('error', () => {
  notice.textContent = 'No connection: `grade serve` has ended. This page goes on by itself when it is back.';
  notice.hidden = false;
});
setInterval(showSince, 1000);
showSince();
