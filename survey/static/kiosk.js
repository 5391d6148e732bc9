/**
 * A form on a device that many people use: nothing of one person is there for the next. What is sent leaves no entry in
 * the browser's history; a page that nobody touches asks, and begins anew.
 */

let timer;

const dialog = () => document.getElementById("still-there");
const { home } = dialog().dataset;

const after = (seconds, work) => {
  clearTimeout(timer);
  timer = setTimeout(work, seconds * 1000);
};

const startAgain = () => location.replace(home);

/** Somebody is there: the time begins anew. */
const wait = () => (dialog() ? after(dialog().dataset.seconds, ask) : after(60, startAgain));

function ask() {
  dialog().showModal();
  after(dialog().dataset.warning, startAgain);
}

function stay() {
  dialog().close();
  wait();
}

/** Sends the form, or asks for it in another language, and shows what comes back in the place of this page. */
async function send(form, button) {
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  clearTimeout(timer);
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.status >= 500) throw new Error(answer.status);
    if (answer.redirected) return location.replace(answer.url);
    show(await answer.text());
  } catch {
    Object.assign(document.getElementById("unsent"), { hidden: false }).focus();
    wait();
  }
}

function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, page.documentElement.getAttribute(name));
  document.title = page.title;
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  const first = document.querySelector(".error-summary, h1");
  first.tabIndex = -1;
  first.focus();
  listen();
  wait();
}

function listen() {
  for (const kind of ["pointerdown", "keydown", "input"]) document.body.addEventListener(kind, () => dialog()?.open || wait());
  dialog()?.addEventListener("cancel", wait);
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "form") return;
  event.preventDefault();
  send(event.target, event.submitter);
});
document.addEventListener("click", (event) => {
  const wish = event.target.dataset?.do;
  if (wish === "stay") stay();
  if (wish === "again") event.preventDefault(), startAgain();
});
document.addEventListener("scroll", () => dialog()?.open || wait(), { passive: true });
addEventListener("pageshow", ({ persisted }) => persisted && startAgain());

listen();
if (dialog()?.dataset.started !== undefined) wait();
