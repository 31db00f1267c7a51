// Runs in the report: switches colours, sorts and filters tables, opens what a link points into. Needs no storage.
const root = document.documentElement;

function showTheme(theme) {
  root.dataset.theme = theme;
  const other = theme === 'dark' ? 'Light' : 'Dark';
  for (const button of document.querySelectorAll('[data-theme-switch]'))
    button.textContent = `${other} colours`;
}

// The choice travels with the links of the report, as nothing is stored.
function carryTheme(theme) {
  for (const link of document.querySelectorAll('a[data-inside]')) {
    const [address] = link.getAttribute('href').split(/[?#]/);
    const anchor = link.hash;
    link.setAttribute('href', `${address}?theme=${theme}${anchor}`);
  }
}

const systemTheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const asked = new URLSearchParams(location.search).get('theme');
const isAsked = asked === 'dark' || asked === 'light';
if (isAsked) carryTheme(asked);
showTheme(isAsked ? asked : systemTheme);

for (const button of document.querySelectorAll('[data-theme-switch]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    showTheme(theme);
    carryTheme(theme);
  });
}

function sortValue(row, column) {
  const cell = row.cells[column];
  return cell?.dataset.sort ?? cell?.textContent.trim() ?? '';
}

function compareValues(a, b) {
  if (a !== '' && b !== '' && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b)))
    return Number(a) - Number(b);
  return a.localeCompare(b, undefined, { numeric: true });
}

function sortTable(header) {
  const table = header.closest('table');
  const first = header.dataset.first ?? 'ascending';
  const second = first === 'ascending' ? 'descending' : 'ascending';
  const order = header.getAttribute('aria-sort') === first ? second : first;
  for (const each of table.tHead.querySelectorAll('th[aria-sort]')) each.setAttribute('aria-sort', 'none');
  header.setAttribute('aria-sort', order);
  const [body] = table.tBodies;
  const sign = order === 'ascending' ? 1 : -1;
  const keyed = [...body.rows].map((row) => [sortValue(row, header.cellIndex), row]);
  keyed.sort(([a], [b]) => sign * compareValues(a, b));
  body.append(...keyed.map(([, row]) => row));
}

for (const button of document.querySelectorAll('th[aria-sort] button')) {
  button.addEventListener('click', () => sortTable(button.closest('th')));
}

// A row is shown when its name has all words, and the state holds of its cell of the lab: of any cell, where no lab is chosen.
function matches(row, words, lab, state) {
  const name = row.cells[0].textContent.toLowerCase();
  if (!words.every((word) => name.includes(word))) return false;
  if (state === '') return true;
  const cells = lab === '' ? [...row.cells].slice(1, -1) : [row.cells[Number(lab)]];
  const holds = (cell, wanted) => (cell.dataset.is ?? '').split(' ').includes(wanted);
  if (state === 'handed-in') return cells.some((cell) => !holds(cell, 'absent'));
  return cells.some((cell) => holds(cell, state));
}

for (const filter of document.querySelectorAll('[data-filter]')) {
  const [body] = document.getElementById(filter.dataset.filter).tBodies;
  const chosenBy = (by) => filter.querySelector(`[data-by="${by}"]`).value;
  const apply = () => {
    const words = chosenBy('name').toLowerCase().split(/\s+/).filter(Boolean);
    const lab = chosenBy('lab');
    let shown = 0;
    for (const row of body.rows) {
      row.hidden = !matches(row, words, lab, chosenBy('state'));
      if (!row.hidden) shown += 1;
      for (const cell of row.cells)
        cell.classList.toggle('chosen', lab !== '' && cell.cellIndex === Number(lab));
    }
    const number = new Intl.NumberFormat('en');
    filter.querySelector('[role="status"]').textContent =
      `${number.format(shown)} of ${number.format(body.rows.length)} shown`;
  };
  filter.hidden = false;
  filter.addEventListener('input', apply);
}

// A link into something folded opens it first.
function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let fold = target.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true;
  target.scrollIntoView();
}
addEventListener('hashchange', openTarget);
addEventListener('click', (event) => {
  if (event.target.closest?.('a[href^="#"]')) setTimeout(openTarget);
});
openTarget();

// Paper has no folds to open.
const openedForPrint = [];
addEventListener('beforeprint', () => {
  for (const fold of document.querySelectorAll('details:not([open])[data-print]')) {
    fold.open = true;
    openedForPrint.push(fold);
  }
});
addEventListener('afterprint', () => {
  for (const fold of openedForPrint.splice(0)) fold.open = false;
});
