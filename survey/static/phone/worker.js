/**
 * Answers for the site when there is no network: forms that have been opened, and our own files. Nothing else is kept,
 * and no page of the staff's. POLICY and CACHE are put in by survey/phone_script.py.
 */

const PAGES = /^\/([si]\/[^/]+)?$/;
const FILES = /^\/(static\/|phone\.)/;
const SLOW = 8000;

const isFile = (address) => FILES.test(new URL(address).pathname);

addEventListener("install", () => skipWaiting());

/** What an older worker has kept stays until it is opened anew: a form that was opened once opens without a network. */
addEventListener("activate", (event) => {
  const takeOver = async () => {
    const cache = await caches.open(CACHE);
    for (const name of await caches.keys()) {
      if (name === CACHE) continue;
      const old = await caches.open(name);
      for (const one of await old.keys()) if (!(await cache.match(one))) await cache.put(one, await old.match(one));
      await caches.delete(name);
    }
    await clients.claim();
  };
  event.waitUntil(takeOver());
});

/** Lets go of files that no page needs any more. */
async function tidy(cache) {
  const kept = await cache.keys();
  const pages = await Promise.all(kept.filter(({ url }) => !isFile(url)).map(async (one) => (await cache.match(one)).text()));
  const isNeeded = ({ pathname, search }) => pages.some((html) => html.includes(pathname + search));
  for (const one of kept) if (isFile(one.url) && !isNeeded(new URL(one.url))) await cache.delete(one);
}

addEventListener("message", (event) => {
  const { address, html, files } = event.data;
  const keep = async () => {
    const cache = await caches.open(CACHE);
    if (PAGES.test(new URL(address).pathname)) {
      const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY };
      // When it is opened again from here nobody knows, so it says nothing of when it was opened.
      await cache.put(address, new Response(html.replace(/(name="form_started" value=")[^"]*/, "$1"), { headers }));
    }
    const ours = files.filter((file) => new URL(file).origin === location.origin && isFile(file));
    await Promise.all(ours.map(async (file) => (await cache.match(file)) || cache.add(file)));
    await tidy(cache);
  };
  event.waitUntil(keep());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (FILES.test(pathname)) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  else if (request.mode === "navigate" && PAGES.test(pathname)) event.respondWith(page(request));
});

/** The page itself while there is a network, else as it was opened last, in another language if need be. */
async function page(request) {
  const kept = async () => (await caches.match(request)) || (await caches.match(request, { ignoreSearch: true }));
  try {
    const late = new Promise((_done, fail) => setTimeout(fail, SLOW));
    const asked = fetch(request);
    return (await kept()) ? await Promise.race([asked, late]) : await asked;
  } catch {
    return (await kept()) || Response.error();
  }
}
