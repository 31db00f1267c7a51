/**
 * A function of an object that never changes, worked out once for each and kept for as long as the object is. What a
 * stored response says of itself is asked at every hit; to read it again each time would cost more than to send it.
 */
export function remembered<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const results = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = results.get(key);
    if (known) return known.value;
    const value = work(key);
    results.set(key, { value });
    return value;
  };
}
