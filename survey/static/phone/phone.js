/**
 * The form on a phone: one section at a time, kept while it is typed, sent when there is a network. The same document
 * works without any of this.
 */

let running = new AbortController();

function startForm(form) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const survey = form.getAttribute("data-survey");
  const name = document.querySelector("h1").textContent;
  const steps = stepsOf(form, () => (history.pushState({ place: steps.number() }, ""), save()));
  form.querySelector("#progress").before(copyOf("phone"));
  form.lastElementChild.after(copyOf("keeping"));
  for (const field of form.querySelectorAll("[data-place]")) field.append(copyOf("position"));
  let [mine, done] = [false, false];

  function save() {
    if (mine && steps.number() >= 0) sayKept(form, saveDraft(form, steps.number()));
  }

  /** Nothing of it is left here, should somebody go back to this page. */
  function received() {
    if (mine) eraseDraft(survey);
    [mine, done] = [false, true];
    fillForm(form, []);
  }

  async function send() {
    if (!steps.isFinished()) return;
    const button = form.querySelector("#send");
    const { textContent } = button;
    Object.assign(button, { disabled: true, textContent: words.sending });
    if (!(await sendNow(form, name, received))) Object.assign(button, { disabled: false, textContent });
  }

  function erase() {
    eraseDraft(survey);
    HTMLFormElement.prototype.reset.call(form);
    fillForm(form, [["form_key", newKey()]]);
    document.getElementById("draft").hidden = true;
    shuffle(form);
    steps.update();
    steps.show(steps.places()[0]);
  }

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name === "save" && !navigator.onLine) return event.preventDefault(), tell("unsent");
    if (button?.name === "save") return void (button.value = steps.number());
    if (button?.name === "switch_language" && !isKept(form)) return; // the server keeps it meanwhile
    event.preventDefault();
    if (button?.name === "switch_language") return save(), speak(form, button.value);
    return steps.isLast() ? send() : steps.next();
  });
  form.addEventListener("click", ({ target }) => {
    if (target.dataset.do === "next") steps.next();
    if (target.dataset.do === "back") history.state?.place > 0 ? history.back() : steps.back();
    if (target.dataset.do === "erase") twice(target, erase);
    if (target.dataset.do === "position") findPosition(target.closest("[data-place]"));
  });
  form.addEventListener("input", () => (steps.update(), save()));
  addEventListener("click", steps.follow, { signal });
  addEventListener("popstate", ({ state }) => state && steps.show(steps.places()[state.place] ?? steps.places()[0]), { signal });
  addEventListener("pagehide", save, { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && (done || wasErased(form)) && location.reload(), { signal });

  async function begin() {
    const isFree = await holdDraft(survey);
    const wrong = wrongPlace(form);
    const continued = form.getAttribute("data-continued");
    const toMend = !wrong && continued === null && (await fillToMend(form));
    const given = wrong || continued !== null || mended;
    mine = isFree && !mended; // a draft of another form stays as it is
    const draft = mine && !given ? findDraft(survey) : null;
    if (draft) fillForm(form, draft.pairs), askForFiles(draft.files ?? []);
    else if (!given) fillForm(form, [...new FormData(form)].filter(([name]) => name !== "form_key").concat([["form_key", newKey()]]));
    if (!draft && !given && !controlOf(form, "form_started").value) tellTime(form, steps.logic);
    if (continued !== null) askForFiles(fileControls().map((control) => control.name));
    document.getElementById("other-tab").hidden = isFree;
    sayKept(form, mine && canKeep(), isFree);
    shuffle(form);
    steps.update();
    document.getElementById("draft").hidden = !draft || !shownAnswers(form).some(([, , answered]) => answered);
    const first = wrong ?? steps.places()[draft?.place ?? continued] ?? steps.places()[0];
    history.replaceState({ place: steps.number(first) }, "");
    steps.show(first, { quietly: !draft });
    if (toMend) await askWhatIsWrong(received);
  }

  return begin();
}

/** Does it when the button is pressed once more; a slip of the finger does nothing, and neither does a double tap. */
function twice(button, work) {
  const { asked, said } = button.dataset;
  const back = () => (button.textContent = button.dataset.said, delete button.dataset.asked);
  if (!asked) {
    Object.assign(button.dataset, { asked: Date.now(), said: said ?? button.textContent });
    button.textContent = words.sure;
    button.addEventListener("blur", back, { once: true });
  } else if (Math.abs(Date.now() - asked) > 500) back(), work();
}

/** Says whether what is typed is kept. Where it is, the browser need not remember it too, for whoever comes back later. */
function sayKept(form, kept, mine = true) {
  form.querySelector("#kept").hidden = !kept;
  form.querySelector("#unkept").hidden = kept || !mine;
  form.setAttribute("autocomplete", kept ? "off" : "on");
}

const isKept = (form) => form.getAttribute("autocomplete") === "off";

/** Whether the draft was erased elsewhere while this page was away. */
const wasErased = (form) => isKept(form) && !findDraft(form.getAttribute("data-survey"));

/** Where a form was saved under a code: what is still on this device can be erased. */
function startSaved() {
  const place = document.getElementById("saved-here");
  if (!place || !findDraft(place.dataset.survey)) return;
  place.hidden = false;
  place.querySelector("button").onclick = () => {
    eraseDraft(place.dataset.survey);
    place.replaceChildren(copyOf("erased"));
    place.focus();
  };
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
  const page = new URL(form.getAttribute("data-home"), location);
  page.searchParams.set("lang", language);
  location.assign(page);
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
  if (form?.getAttribute("data-survey")) startForm(form);
  startSaved();
  startOutbox();
}

keepForOffline(`<!doctype html>${document.documentElement.outerHTML}`);
start();
