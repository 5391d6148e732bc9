/** The list of forms that wait on this phone: their state, their words, and a way to remove each. */

const CHECK_EVERY = 5000;

let watch = 0;

/** Draws the list where the page has a place for it, and keeps trying to send as long as the page is open. */
export function startOutbox() {
  const place = document.getElementById("outbox");
  if (!place) return;
  const draw = async () => drawOutbox(place, await waitingForms());
  const send = (now) => sendWaiting(draw, now).catch(() => {});
  place.addEventListener("click", async ({ target }) => {
    const key = target.closest("[data-key]")?.dataset.key;
    if (target.dataset.do === "remove") await removeForm(key);
    if (target.dataset.do === "mend") return openToMend(await findForm(key));
    if (target.dataset.do === "send") await send(Infinity);
    if (target.dataset.do) draw();
  });
  globalThis.ononline = () => send(Infinity);
  document.addEventListener("lyhord:kept", draw);
  clearInterval(watch);
  watch = setInterval(send, CHECK_EVERY);
  draw();
  send(Infinity);
}

function drawOutbox(place, entries) {
  place.hidden = !entries.length;
  const list = place.querySelector("ul");
  const open = [...list.querySelectorAll("details[open]")].map((part) => part.closest("[data-key]").dataset.key);
  list.replaceChildren(...entries.map((entry) => drawEntry(place, entry, open.includes(entry.key))));
  const waits = entries.some((entry) => entry.state === "waiting");
  for (const part of document.querySelectorAll("[data-while-waiting]")) part.hidden = !waits;
}

function drawEntry(place, entry, open) {
  const item = place.querySelector("template").content.cloneNode(true).firstElementChild;
  item.dataset.key = entry.key;
  item.querySelector("[data-title]").textContent = entry.title;
  item.querySelector("[data-time]").textContent = new Date(entry.at).toLocaleString(document.documentElement.lang);
  for (const state of item.querySelectorAll("[data-state]")) state.hidden = state.dataset.state !== entry.state;
  if (entry.state === "sent") drawReceipt(item, entry.receipt);
  const details = item.querySelector("details");
  details.hidden = !entry.shown.length;
  details.open = open;
  details.querySelector("dl").append(...entry.shown.flatMap(([asked, answered]) => [withText("dt", asked), withText("dd", answered)]));
  return item;
}

function drawReceipt(item, address) {
  const link = item.querySelector("[data-receipt]");
  link.href = address;
  link.textContent = decodeURIComponent(new URL(address).pathname.split("/").pop());
}
