/**
 * A form on a device that many people use: nothing of one person is there for the next. What is sent leaves no entry in
 * the browser's history, and neither do the sections; a page that nobody touches asks, and begins anew.
 */

let timer;
let steps;

const dialog = () => document.getElementById("still-there");
const { home } = dialog().dataset;

const inSeconds = (seconds, work) => {
  clearTimeout(timer);
  timer = setTimeout(work, seconds * 1000);
};

const startAgain = () => location.replace(home);

/** Somebody is there: the time begins anew. */
const wait = () => (dialog() ? inSeconds(dialog().dataset.seconds, ask) : inSeconds(60, startAgain));

function ask() {
  dialog().showModal();
  inSeconds(dialog().dataset.warning, startAgain);
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
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
    if (answer.redirected) return location.replace(answer.url);
    const html = await answer.text();
    if (answer.status >= 500 || !html.includes('<main id="content"')) throw new Error(answer.status);
    showPage(html, button?.name === "switch_language" ? steps.number() : 0);
  } catch {
    Object.assign(document.getElementById("unsent"), { hidden: false }).focus();
    wait();
  }
}

function showPage(html, place) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, page.documentElement.getAttribute(name));
  document.title = page.title;
  const chosen = fileControls();
  document.body.replaceWith(page.body);
  keepFiles(chosen);
  scrollTo(0, 0);
  begin(place);
  const first = document.querySelector(".error-summary:not([hidden]), h1");
  first.tabIndex = -1;
  first.focus();
  listen();
  wait();
}

/** From the first section on, or from where the language was changed, or from what the server wants put right. */
function begin(place = 0) {
  const form = document.getElementById("form");
  if (!form) return;
  steps = stepsOf(form, wait);
  shuffle(form);
  steps.update();
  steps.show(wrongPlace(form) ?? steps.places()[place] ?? steps.places()[0], { quietly: true });
  form.addEventListener("input", steps.update);
}

function listen() {
  for (const kind of ["pointerdown", "keydown", "input"]) document.body.addEventListener(kind, () => dialog()?.open || wait());
  dialog()?.addEventListener("cancel", wait);
}

document.addEventListener("submit", (event) => {
  if (event.target !== document.getElementById("form")) return;
  event.preventDefault();
  if (event.submitter?.name) return send(event.target, event.submitter);
  if (!steps.isLast()) return steps.next();
  if (steps.isFinished()) send(event.target);
});
document.addEventListener("click", (event) => {
  const wish = event.target.dataset?.do;
  if (wish === "next") steps.next();
  if (wish === "back") steps.back();
  if (wish === "stay") stay();
  if (wish === "again") event.preventDefault(), startAgain();
  if (steps) steps.follow(event);
});
document.addEventListener("scroll", () => dialog()?.open || wait(), { passive: true });
addEventListener("pageshow", ({ persisted }) => persisted && startAgain());

begin();
listen();
if (dialog()?.dataset.started !== undefined) wait();
