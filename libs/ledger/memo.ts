/** What is made of a text is often made again. */

/** Makes each value once for its key; over `most` of them, all are forgotten. */
export function onceFor<Key, Value>(most: number, make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= most) made.clear();
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/** Remembers the last alone: for what comes many times in a row. */
export function onceInARow<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => (last?.key === key ? last : (last = { key, value: make(key) })).value;
}
