/**
 * The form on a phone: one section at a time, kept while it is typed, sent when there is a network. The same document
 * works without any of this.
 */

/** What the script says, in the page's language. */
let words = {};

const copyOf = (template) => document.getElementById(template).content.cloneNode(true);

const fill = (text, values) => text.replace(/\$(\w+)/g, (_found, name) => values[name]);

let running = new AbortController();

function startForm(form) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  words = { ...document.getElementById("words").dataset };
  const logic = JSON.parse(document.getElementById("logic")?.textContent || "{}");
  const survey = form.dataset.survey;
  const title = document.title;
  const name = document.querySelector("h1").textContent;
  form.prepend(copyOf("phone"));
  form.querySelector("#questions").append(copyOf("review"));
  form.append(copyOf("steps"));
  for (const field of form.querySelectorAll("[data-place]")) field.append(copyOf("position"));
  const review = form.querySelector("#review-section");
  let [place, answers, returning, mine] = [null, {}, false, false];

  const places = () => [...openSections(form), review];
  const numberOf = (one) => places().indexOf(one);

  function show(one, options) {
    place = one;
    const last = one === review;
    if (last) drawReview(form, (question) => ((returning = true), go(question.closest("section")), controlsOf(question)[0].focus()));
    const progress = last ? words.review : fill(words.progress, { number: numberOf(one) + 1, total: places().length - 1 });
    form.querySelector("#progress").textContent = last ? "" : progress;
    document.title = `${progress} · ${title}`;
    form.querySelector("[data-do=back]").hidden = numberOf(one) === 0;
    form.querySelector("[data-do=next]").hidden = last;
    form.querySelector("#send").hidden = !last;
    showPlace(form, one, options);
  }

  function go(one) {
    show(one);
    history.pushState({ place: numberOf(one) }, "");
    save();
  }

  function save() {
    if (mine && place) saveDraft(form, numberOf(place));
  }

  function update() {
    answers = settle(form, logic);
    if (place && place !== review && !places().includes(place)) show(places()[0]);
  }

  function next() {
    update();
    if (showProblems(form, place, problemsIn(place, answers, logic))) return;
    const all = places();
    go(returning ? review : all[all.indexOf(place) + 1]);
    returning = false;
  }

  async function send() {
    update();
    for (const section of openSections(form)) {
      const problems = problemsIn(section, answers, logic);
      if (problems.length) return go(section), showProblems(form, section, problems);
    }
    if (!Object.keys(answers).length) return showNothingAnswered(form);
    const button = form.querySelector("#send");
    button.disabled = true;
    await sendNow(form, name, () => ((mine = false), eraseDraft(survey)));
    button.disabled = false;
  }

  function erase() {
    eraseDraft(survey);
    form.reset();
    fillForm(form, [["form_key", newKey()]]);
    document.getElementById("draft").hidden = true;
    shuffle(form);
    update();
    show(places()[0]);
  }

  /** A link to what is wrong leads to its section. */
  function follow(event) {
    const target = event.target.closest?.(".error-summary a") && targetOf(event.target.closest("a"));
    if (!target) return;
    event.preventDefault();
    const section = target.closest("section") ?? place;
    if (section !== place) go(section);
    target.focus();
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "save") return;
    event.preventDefault();
    if (event.submitter?.name === "switch_language") return save(), speak(form, event.submitter.value);
    return place === review ? send() : next();
  });
  form.addEventListener("click", ({ target }) => {
    if (target.dataset.do === "next") next();
    if (target.dataset.do === "back") history.state?.place > 0 ? history.back() : go(places()[Math.max(numberOf(place) - 1, 0)]);
    if (target.dataset.do === "erase") erase();
    if (target.dataset.do === "position") findPosition(target.closest("[data-place]"));
  });
  form.addEventListener("input", () => (update(), save()));
  addEventListener("click", follow, { signal });
  addEventListener("popstate", ({ state }) => state && show(places()[state.place] ?? places()[0]), { signal });
  addEventListener("pagehide", save, { signal });

  async function begin() {
    mine = await holdDraft(survey);
    const wrong = form.querySelector(".error")?.closest("section");
    const given = wrong || "continued" in form.dataset;
    const draft = mine && !given ? findDraft(survey) : null;
    if (draft) fillForm(form, draft.pairs);
    else if (!given) fillForm(form, [...new FormData(form)].filter(([name]) => name !== "form_key").concat([["form_key", newKey()]]));
    document.getElementById("draft").hidden = !draft;
    document.getElementById("other-tab").hidden = mine;
    shuffle(form);
    update();
    const first = wrong ?? places()[draft?.place] ?? places()[0];
    history.replaceState({ place: numberOf(first) }, "");
    document.documentElement.classList.add("by-section");
    show(first, { quietly: !draft });
  }

  return begin();
}

/** Asks the phone where it is and writes it down, to about 100 metres. */
function findPosition(field) {
  const input = field.querySelector("input");
  const tell = (hidden) => (field.querySelector("[data-unfound]").hidden = hidden);
  const found = ({ coords }) => {
    tell(true);
    input.value = `${coords.latitude.toFixed(3)} ${coords.longitude.toFixed(3)} 0 0`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  };
  if (!navigator.geolocation) return tell(false);
  navigator.geolocation.getCurrentPosition(found, () => tell(false), { timeout: 20000 });
}

/** The same page in another language. */
function speak(form, language) {
  const page = new URL(form.dataset.home, location);
  page.searchParams.set("lang", language);
  location.assign(page);
}

/** Keeps the finished form, sends it, and goes on to the receipt, to the server's objections, or to waiting. */
async function sendNow(form, title, received) {
  const pairs = [...new FormData(form)];
  const entry = {
    key: form.elements.form_key.value,
    address: form.action,
    title,
    at: Date.now(),
    pairs,
    shown: shownAnswers(form).map(([, asked, answered]) => [asked, answered]).filter(([, answered]) => answered),
    state: "waiting",
    tries: 1,
    next: Date.now() + pauseAfter(0),
  };
  const kept = await keepForm(entry).then(() => true, () => false);
  const { sent, refused } = await sendForm(entry);
  if (sent || refused) await removeForm(entry.key).catch(() => {});
  if (sent) return received(), location.replace(sent);
  if (refused) return replacePage(refused);
  if (!kept) return alertUnsent();
  received();
  document.dispatchEvent(new Event("lyhord:kept"));
  form.replaceWith(copyOf("waiting"));
  document.querySelector("#waiting-heading").focus();
}

const alertUnsent = () => Object.assign(document.getElementById("unsent"), { hidden: false }).focus();

/** The server's own page with what is to be put right, in the place of this one. */
function replacePage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const chosen = [...document.querySelectorAll("input[type=file]")];
  document.querySelector("main").replaceWith(page.querySelector("main"));
  for (const { name, files } of chosen) keepFiles(document.getElementsByName(name)[0], files);
  document.title = page.title;
  start();
  document.querySelector(".error-summary:not([hidden]), h1").focus();
}

/** A picture that was chosen stays chosen, unless it is what is to be put right. */
function keepFiles(control, files) {
  if (control && !control.matches("[aria-invalid]")) control.files = files;
}

/** The page as it came is kept for the next visit without a network. */
function keepForOffline(html) {
  navigator.serviceWorker?.register("/sw.js").then(() => navigator.serviceWorker.ready).then(({ active }) => {
    const files = [...document.querySelectorAll("link[href], script[src]")].map((file) => file.href || file.src);
    active.postMessage({ address: location.href, html, files });
  }).catch(() => {});
}

function start() {
  const form = document.getElementById("form");
  if (form?.dataset.survey) startForm(form);
  startOutbox();
}

keepForOffline(`<!doctype html>${document.documentElement.outerHTML}`);
start();
