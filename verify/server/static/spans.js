// Stretches of the text: pure functions on {start, end}, in UTF-16 units.

/** What an edit changed: text[start, end) became `length` units. */
export function difference(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, length: after.length - tail - start };
}

/** Move what lies behind an edit; what it changes is gone until the next check. */
export function moved(spans, edit) {
  const by = edit.length - (edit.end - edit.start);
  return spans
    .filter((span) => span.end <= edit.start || span.start >= edit.end)
    .map((span) => (span.start >= edit.end ? { ...span, start: span.start + by, end: span.end + by } : span));
}

/** Marks that do not overlap, in text order; those listed first win. */
export function apart(spans) {
  const kept = [];
  for (const span of spans) {
    if (span.end > span.start && !kept.some((other) => other.start < span.end && span.start < other.end)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}
