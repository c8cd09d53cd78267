// The HTTP API of this server. A newer request of a kind ends the one before it.

const running = new Map();

export class Refused extends Error {}

export async function post(path, body, type = "application/json") {
  running.get(path)?.abort();
  const control = new AbortController();
  running.set(path, control);
  let response;
  try {
    response = await fetch(path, { method: "POST", headers: { "Content-Type": type }, body, signal: control.signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused("The server does not answer. Is it still running?");
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refused(problem.detail || `The server answered ${response.status}.`);
}

export function story(text, day) {
  const given = { text, markup: "markdown" };
  return JSON.stringify(day ? { ...given, date: day } : given);
}
