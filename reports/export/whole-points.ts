/** Factors that make whole numbers of points with at most two decimals; the smallest that does is taken. */
const factors = [1, 2, 4, 5, 10, 20, 25, 50, 100];

/** By what all of these points are multiplied so that none has a fraction: 1 where none has. */
export function wholeFactor(points: readonly number[]): number {
  return factors.find((factor) => points.every((each) => isWhole(each * factor))) ?? 100;
}

/** The points times the factor, without the last bits of floating point. */
export function scaled(points: number, factor: number): number {
  return Math.round(points * factor);
}

function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-6;
}
