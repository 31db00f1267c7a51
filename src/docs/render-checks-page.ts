import type { Lab } from '../../harness/engine/lab.ts';
import { labs } from '../../labs/index.ts';
import { type CatalogueLab, renderCatalogue } from '../../reports/catalogue/render-catalogue.ts';
import { toLabSummary } from '../run/to-lab-run.ts';

/** `docs/checks.md`: every check of every lab, with the programs that it is known to tell apart. */
export async function renderChecksPage(): Promise<string> {
  return renderCatalogue((await Promise.all(labs.map(({ load }) => load()))).map(toCatalogueLab));
}

function toCatalogueLab(lab: Lab): CatalogueLab {
  const mutantsOf = (check: string) =>
    lab.mutants.filter(({ fails }) => fails.includes(check)).map(({ id }) => id);
  const variantsOf = (check: string) =>
    lab.variants.filter(({ passes }) => passes.includes(check)).map(({ id }) => id);
  const { id, title, checks } = toLabSummary(lab);
  return {
    id,
    title,
    checks: checks.map((check) => ({
      ...check,
      mutants: mutantsOf(check.id),
      variants: variantsOf(check.id),
    })),
  };
}
