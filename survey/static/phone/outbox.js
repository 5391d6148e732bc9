/**
 * Forms that are finished and not yet known to be received. Each is kept in the phone's database before it is sent and
 * until the server has confirmed it; sent twice it is stored once, for its key was made here.
 */

const PAUSES = [5, 15, 45, 120, 300, 900].map((seconds) => seconds * 1000);
/** Milliseconds until an answer is no longer expected. */
const PATIENCE = 180000;
/** "Timeout" and "Too many": the same form is welcome later. */
const LATER = [408, 429];

function openStore() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open("lyhord", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

async function inStore(mode, work) {
  const store = await openStore();
  try {
    return await new Promise((done, fail) => {
      const change = store.transaction("outbox", mode);
      const asked = work(change.objectStore("outbox"));
      change.oncomplete = () => done(asked.result);
      change.onabort = change.onerror = () => fail(change.error);
    });
  } finally {
    store.close();
  }
}

export const keepForm = (entry) => inStore("readwrite", (store) => store.put(entry));
export const findForm = (key) => inStore("readonly", (store) => store.get(key));
export const removeForm = (key) => inStore("readwrite", (store) => store.delete(key));

/** Writes down what has become of a form, unless it has been removed meanwhile. */
const updateForm = (entry) => inStore("readwrite", (store) => {
  const found = store.getKey(entry.key);
  found.onsuccess = () => found.result && store.put(entry);
  return found;
});

export const waitingForms = () => inStore("readonly", (store) => store.getAll()).catch(() => []);

/** A page of ours says so: on its way a form may meet the page of a network that asks for a password, or a proxy's. */
const OURS = /<main id="content"/;

/**
 * Sends a form: {sent: address of the receipt}, {refused: the server's page, status}, or {} when nobody of ours answered
 * and it is to be tried again. Status 413 may come from a proxy: what is too large for it stays so.
 */
export async function sendForm(entry) {
  const body = new FormData();
  for (const [name, value] of entry.pairs) body.append(name, value);
  try {
    const answer = await fetch(entry.address, { method: "POST", body, signal: AbortSignal.timeout?.(PATIENCE) });
    const { ok, redirected, status, url } = answer;
    if (ok && redirected && new URL(url).pathname.startsWith("/sent/")) return { sent: url };
    const refused = await answer.text();
    if (status === 413 || (status >= 400 && status < 500 && !LATER.includes(status) && OURS.test(refused))) return { refused, status };
  } catch {
    // No network, or a server that went away before it answered.
  }
  return {};
}

/** A clock that was ahead has put the next try too far away: no pause is as long as that. */
const isDue = ({ next }, now) => next <= now || next - now > PAUSES.at(-1);

/** What keeps other tabs from sending a form, and this one from sending it twice; see `hold`. */
export const holdForm = (key) => hold(`form ${key}`);

/** Does it, unless it is held already. */
async function once(held, work) {
  const letGo = await held;
  try {
    if (letGo) await work();
  } finally {
    letGo?.();
  }
}

/** Tries again what is due, the oldest first; one tab at a time. `changed` is called when something has come of it. */
export function sendWaiting(changed, now = Date.now()) {
  const isNext = (entry) => entry?.state === "waiting" && isDue(entry, now);
  const sendOne = async (key) => {
    const entry = await findForm(key);
    if (isNext(entry)) await sendAgain(entry).then(changed);
  };
  return once(hold("outbox"), async () => {
    for (const { key } of (await waitingForms()).filter(isNext)) await once(holdForm(key), () => sendOne(key));
  });
}

async function sendAgain(entry) {
  const { sent, status } = await sendForm({ ...entry, pairs: [...entry.pairs, ["form_waited", "yes"]] });
  if (sent) Object.assign(entry, { state: "sent", receipt: sent, pairs: [], shown: [] });
  else if (status) entry.state = "refused";
  else Object.assign(entry, { tries: entry.tries + 1, next: Date.now() + pauseAfter(entry.tries) });
  await updateForm(entry);
}

export const pauseAfter = (tries) => PAUSES[Math.min(tries, PAUSES.length - 1)];
