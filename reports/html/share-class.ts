const steps = 50;

/**
 * The class that draws a line as long as a share of its cell. Classes, because the policy of the page allows no style
 * attribute, and a picture in each of 5,000 cells takes a browser seconds.
 */
export function shareClass(part: number, whole: number): string {
  const share = whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
  return `share s${Math.floor(share * steps)}`;
}

/** The style rules of these classes. */
export function shareRules(): string {
  const rules = Array.from({ length: steps + 1 }, (_, step) => `.s${step}{--share:${step / steps}}`);
  return rules.join('');
}
